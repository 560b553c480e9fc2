// Package usage is the processor time and the memory of a process.
package usage

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"time"
)

const (
	// ProviderFile is the provider behind the meter.
	ProviderFile = "provider"
	// FileVariable names the file to which a meter adds.
	FileVariable = "BENCH_USAGE_FILE"
)

// Usage is the usage of a process.
type Usage struct {
	// CPU is processor time, in user mode and in the system's.
	CPU time.Duration `json:"cpu"`
	// Memory is the highest resident memory, in bytes; 0 if unknown.
	Memory int64 `json:"memory"`
}

// Of is the usage of a process that has ended, and of the processes it waited for.
func Of(process *os.ProcessState) Usage {
	return Usage{CPU: process.UserTime() + process.SystemTime(), Memory: memory(process)}
}

// Note adds a line to the file that [FileVariable] names. A short line is
// written at once, so that processes which end together do not mix their lines.
func (u Usage) Note() error {
	line, err := json.Marshal(u)
	if err != nil {
		return err
	}

	file, err := os.OpenFile(os.Getenv(FileVariable), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}

	_, err = file.Write(append(line, '\n'))

	return errors.Join(err, file.Close())
}

// Take reads the usages in a file and removes it: the processor time of all
// processes, and the memory of the largest.
func Take(name string) (Usage, error) {
	file, err := os.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return Usage{}, nil
	}

	if err != nil {
		return Usage{}, err
	}
	defer file.Close()

	var all Usage

	lines := bufio.NewScanner(file)
	for lines.Scan() {
		var one Usage
		if err := json.Unmarshal(lines.Bytes(), &one); err != nil {
			return Usage{}, fmt.Errorf("reading the usage of a provider: %w", err)
		}

		all.CPU += one.CPU
		all.Memory = max(all.Memory, one.Memory)
	}

	return all, errors.Join(lines.Err(), os.Remove(name))
}
