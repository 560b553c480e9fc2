//go:build unix

package usage

import (
	"os"
	"runtime"
	"syscall"
	"time"
)

func memory(process *os.ProcessState) int64 {
	used, ok := process.SysUsage().(*syscall.Rusage)
	if !ok {
		return 0
	}

	if runtime.GOOS == "darwin" {
		return int64(used.Maxrss) //nolint:unconvert // Its type differs between systems.
	}

	return int64(used.Maxrss) << 10 //nolint:unconvert // Likewise, and here it is in KiB.
}

// CPU is the processor time of this process so far.
func CPU() time.Duration {
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		return 0
	}

	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}
