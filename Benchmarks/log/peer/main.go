// The peer of `daylight log measure`: Go's own transparency log code, one flush a batch, entries in one file.
//
//	peer SECONDS BYTES FOLDER
package main

import (
	"encoding/binary"
	"encoding/json"
	"os"
	"path/filepath"
	"strconv"
	"syscall"
	"time"

	"golang.org/x/mod/sumdb/tlog"
)

const batch = 4096

type hashes []tlog.Hash

func (stored hashes) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	found := make([]tlog.Hash, len(indexes))
	for i, index := range indexes {
		found[i] = stored[index]
	}
	return found, nil
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}

func cpu() float64 {
	var usage syscall.Rusage
	check(syscall.Getrusage(syscall.RUSAGE_SELF, &usage))
	return float64(usage.Utime.Sec+usage.Stime.Sec) + float64(usage.Utime.Usec+usage.Stime.Usec)/1e6
}

func main() {
	seconds, err := strconv.ParseFloat(os.Args[1], 64)
	check(err)
	size, err := strconv.Atoi(os.Args[2])
	check(err)
	file, err := os.Create(filepath.Join(os.Args[3], "entries"))
	check(err)
	head, err := os.Create(filepath.Join(os.Args[3], "head"))
	check(err)
	var stored hashes
	var count int64
	used, start := cpu(), time.Now()
	for time.Since(start).Seconds() < seconds {
		buffer := make([]byte, 0, batch*(size+4))
		for i := 0; i < batch; i++ {
			entry := make([]byte, size)
			binary.LittleEndian.PutUint64(entry, uint64(count))
			added, err := tlog.StoredHashes(count, entry, stored)
			check(err)
			stored = append(stored, added...)
			buffer = binary.BigEndian.AppendUint32(buffer, uint32(size))
			buffer = append(buffer, entry...)
			count++
		}
		_, err := file.Write(buffer)
		check(err)
		check(file.Sync())
		root, err := tlog.TreeHash(count, stored)
		check(err)
		_, err = head.WriteAt(tlog.FormatTree(tlog.Tree{N: count, Hash: root}), 0)
		check(err)
		check(head.Sync())
	}
	wall := time.Since(start).Seconds()
	check(json.NewEncoder(os.Stdout).Encode(map[string]float64{
		"perSecond": float64(count) / wall, "perCPUSecond": float64(count) / (cpu() - used),
	}))
}
