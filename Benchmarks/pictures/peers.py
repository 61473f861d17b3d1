"""Hashes decoded pictures with pdqhash or ImageHash; prints the seconds that hashing alone took, reading left out."""

import sys
import time

import numpy
from PIL import Image


def pixels(path):
    with Image.open(path) as picture:
        return numpy.ascontiguousarray(picture.convert("RGB"))


def main(tool, paths):
    if tool == "pdqhash":
        import pdqhash

        pictures, hash = [pixels(path) for path in paths], pdqhash.compute
    else:
        import imagehash

        pictures, hash = [Image.fromarray(pixels(path)) for path in paths], imagehash.phash
    start = time.process_time()
    hashes = [hash(picture) for picture in pictures]
    print(time.process_time() - start)
    if tool == "pdqhash":
        for bits, _ in hashes:
            print(f"{int(''.join(str(int(bit)) for bit in bits), 2):064x}")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
