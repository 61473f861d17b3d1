"""Times Daylight, pdqhash and ImageHash on the same pictures; prints a Markdown table."""

import argparse
import contextlib
import datetime
import json
import os
import platform
import resource
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy
from PIL import Image

import peers

PACKAGE = Path(__file__).resolve().parents[2]


def write(folder, count, width, height):
    """Smooth pictures with some noise, as photographs are; PPM, so that no decoder is measured."""
    generator, paths = numpy.random.default_rng(1), []
    for number in range(count):
        coarse = Image.fromarray(generator.integers(0, 256, (height // 32, width // 32, 3), dtype=numpy.uint8))
        smooth = numpy.asarray(coarse.resize((width, height), Image.Resampling.BICUBIC)).astype(numpy.int16)
        noisy = numpy.clip(smooth + generator.integers(-8, 9, smooth.shape), 0, 255).astype(numpy.uint8)
        paths.append(folder / f"{number}.ppm")
        Image.fromarray(noisy).save(paths[-1])
    return paths


def seconds_of_child(command):
    """CPU seconds of a child, and what it prints."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run([str(part) for part in command], capture_output=True, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, done.stdout.decode()


def machine():
    model = platform.processor() or platform.machine()
    with contextlib.suppress(OSError, StopIteration):
        lines = Path("/proc/cpuinfo").read_text().splitlines()
        model = next(line.split(":")[1].strip() for line in lines if line.startswith("model name"))
    return f"{model}, {os.cpu_count()} cores, {platform.system()} {platform.release()}"


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pictures", type=int, default=100)
    default = os.environ.get("DAYLIGHT", PACKAGE / ".build/release/daylight")
    parser.add_argument("--daylight", type=Path, default=Path(default))
    options = parser.parse_args()
    options.daylight = options.daylight.resolve()
    if not options.daylight.is_file():
        parser.error(f"{options.daylight} is not there: run `make build`")
    return options


def main():
    options = arguments()
    print(f"{datetime.date.today()}; {machine()}; `{shlex.join(['run.py', *sys.argv[1:]])}`\n")
    print("| size | tool | pictures/CPU s | hashes |\n|---|---|---|---|")
    for width, height in [(1024, 768), (512, 512)]:
        with tempfile.TemporaryDirectory(prefix="daylight-benchmark-") as folder:
            paths = write(Path(folder), options.pictures, width, height)
            seconds, answer = seconds_of_child([options.daylight, "claims", "image", "hash", *paths, "--json"])
            mine = [image["hash"] for image in json.loads(answer)["images"]]
            print(f"| {width} × {height} | Daylight, reading included | {len(paths) / seconds:,.0f} | |")
            for tool in ("pdqhash", "ImageHash phash"):
                _, answer = seconds_of_child([sys.executable, peers.__file__, tool, *paths])
                seconds, *hashes = answer.split()
                if hashes and hashes != mine:
                    sys.exit(f"{tool} gives other hashes")
                print(
                    f"| {width} × {height} | {tool}, hashing alone | {len(paths) / float(seconds):,.1f} | "
                    f"{'the same' if hashes else 'another kind'} |")


if __name__ == "__main__":
    main()
