// Command goclient reads a log of ours with the code the formats come from: golang.org/x/mod/sumdb's note and tlog.
//
//	goclient LOG VKEY [SIZE ...]
//	goclient - VKEY
//
// The first opens the checkpoint, finds every tile by Go's own arithmetic, proves every record (of a large log every so
// many) and the growth from each size, compares the proofs with those in LOG.proofs if that folder is there, and
// prints what it found as one JSON object. The second reads notes in base64, one a line, and says true or false to each:
// whether it opens.
package main

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const height = 8

// tiles reads a folder in the tlog-tiles layout. Go's own paths have the height in them (tile/8/0/000); ours do not.
type tiles struct {
	folder string
	read   int
}

func (t *tiles) Height() int { return height }

func (t *tiles) SaveTiles([]tlog.Tile, [][]byte) {}

func (t *tiles) ReadTiles(wanted []tlog.Tile) ([][]byte, error) {
	var found [][]byte
	for _, tile := range wanted {
		path := strings.Replace(tile.Path(), fmt.Sprintf("tile/%d/", height), "tile/", 1)
		data, err := os.ReadFile(filepath.Join(t.folder, path))
		if err != nil {
			return nil, err
		}
		t.read++
		found = append(found, data)
	}
	return found, nil
}

// records reads the entries of a log from its bundles.
func records(folder string, size int64) ([][]byte, error) {
	var found [][]byte
	for first := int64(0); first < size; first += 1 << height {
		tile := tlog.Tile{H: height, L: 0, N: first >> height, W: int(min(size-first, 1<<height))}
		path := strings.Replace(tile.Path(), fmt.Sprintf("tile/%d/0/", height), "tile/entries/", 1)
		data, err := os.ReadFile(filepath.Join(folder, path))
		if err != nil {
			return nil, err
		}
		for len(data) > 0 {
			if len(data) < 2 || len(data) < 2+int(binary.BigEndian.Uint16(data)) {
				return nil, fmt.Errorf("%s: torn", path)
			}
			end := 2 + int(binary.BigEndian.Uint16(data))
			found = append(found, data[2:end])
			data = data[end:]
		}
	}
	if int64(len(found)) != size {
		return nil, fmt.Errorf("%d entries instead of %d", len(found), size)
	}
	return found, nil
}

func min(a, b int64) int64 {
	if a < b {
		return a
	}
	return b
}

// head opens a checkpoint and answers its origin and tree.
func head(data []byte, vkey string) (string, tlog.Tree, error) {
	verifier, err := note.NewVerifier(vkey)
	if err != nil {
		return "", tlog.Tree{}, err
	}
	opened, err := note.Open(data, note.VerifierList(verifier))
	if err != nil {
		return "", tlog.Tree{}, err
	}
	lines := strings.Split(opened.Text, "\n")
	if len(lines) != 4 || len(opened.Sigs) != 1 || opened.Sigs[0].Name != verifier.Name() {
		return "", tlog.Tree{}, errors.New("not a checkpoint signed once")
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil {
		return "", tlog.Tree{}, err
	}
	root, err := base64.StdEncoding.Strict().DecodeString(lines[2])
	if err != nil || len(root) != tlog.HashSize {
		return "", tlog.Tree{}, errors.New("not a root")
	}
	tree := tlog.Tree{N: size}
	copy(tree.Hash[:], root)
	return lines[0], tree, nil
}

// rebuild computes the root from the records alone, by Go's list of stored hashes.
func rebuild(entries [][]byte) (tlog.Hash, error) {
	var stored []tlog.Hash
	reader := tlog.HashReaderFunc(func(indexes []int64) ([]tlog.Hash, error) {
		var found []tlog.Hash
		for _, index := range indexes {
			found = append(found, stored[index])
		}
		return found, nil
	})
	for index, entry := range entries {
		added, err := tlog.StoredHashes(int64(index), entry, reader)
		if err != nil {
			return tlog.Hash{}, err
		}
		stored = append(stored, added...)
	}
	return tlog.TreeHash(int64(len(entries)), reader)
}

type report struct {
	Origin  string `json:"origin"`
	Size    int64  `json:"size"`
	Records int    `json:"records"`
	Growths int    `json:"growths"`
	Tiles   int    `json:"tiles"`
}

func run(folder, vkey string, sizes []string) (report, error) {
	data, err := os.ReadFile(filepath.Join(folder, "checkpoint"))
	if err != nil {
		return report{}, err
	}
	origin, tree, err := head(data, vkey)
	if err != nil {
		return report{}, err
	}
	entries, err := records(folder, tree.N)
	if err != nil {
		return report{}, err
	}
	root, err := rebuild(entries)
	if err != nil || root != tree.Hash {
		return report{}, fmt.Errorf("the records lead to %v instead of %v (%v)", root, tree.Hash, err)
	}
	store := &tiles{folder: folder}
	reader := tlog.TileHashReader(tree, store)
	proven, step := 0, len(entries)/1000+1
	for index := 0; index < len(entries); index += step {
		proof, err := tlog.ProveRecord(tree.N, int64(index), reader)
		if err != nil {
			return report{}, err
		}
		if err := tlog.CheckRecord(proof, tree.N, tree.Hash, int64(index), tlog.RecordHash(entries[index])); err != nil {
			return report{}, err
		}
		if err := sameProof(folder, index, proof, data); err != nil {
			return report{}, err
		}
		proven++
	}
	for _, word := range sizes {
		size, err := strconv.ParseInt(word, 10, 64)
		if err != nil {
			return report{}, err
		}
		old, err := tlog.TreeHash(size, reader)
		if err != nil {
			return report{}, err
		}
		proof, err := tlog.ProveTree(tree.N, size, reader)
		if err != nil {
			return report{}, err
		}
		if err := tlog.CheckTree(proof, tree.N, tree.Hash, size, old); err != nil {
			return report{}, err
		}
	}
	return report{origin, tree.N, proven, len(sizes), store.read}, nil
}

// sameProof compares Go's proof with the one in our .tlog-proof, if there is a folder of them beside the log.
func sameProof(folder string, index int, proof tlog.RecordProof, checkpoint []byte) error {
	found, err := os.ReadFile(fmt.Sprintf("%s.proofs/%d.tlog-proof", folder, index))
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	var wanted bytes.Buffer
	fmt.Fprintf(&wanted, "c2sp.org/tlog-proof@v1\nindex %d\n", index)
	for _, hash := range proof {
		fmt.Fprintf(&wanted, "%v\n", hash)
	}
	fmt.Fprintf(&wanted, "\n%s", checkpoint)
	if !bytes.Equal(found, wanted.Bytes()) {
		return fmt.Errorf("the proof of %d differs from Go's", index)
	}
	return nil
}

// judge answers for each note of the input whether Go opens it.
func judge(vkey string) error {
	verifier, err := note.NewVerifier(vkey)
	if err != nil {
		return err
	}
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 1<<22)
	for lines.Scan() {
		data, err := base64.StdEncoding.DecodeString(lines.Text())
		if err != nil {
			return err
		}
		_, err = note.Open(data, note.VerifierList(verifier))
		fmt.Println(err == nil)
	}
	return lines.Err()
}

func main() {
	if os.Args[1] == "-" {
		if err := judge(os.Args[2]); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	found, err := run(os.Args[1], os.Args[2], os.Args[3:])
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	if err := json.NewEncoder(os.Stdout).Encode(found); err != nil {
		os.Exit(1)
	}
}
