//go:build !unix

package usage

import (
	"os"
	"time"
)

func memory(*os.ProcessState) int64 { return 0 }

// CPU is the processor time of this process so far.
func CPU() time.Duration { return 0 }
