package main

import (
	"bytes"
	"testing"
	"time"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/cmd/bench/usage"
)

func measured() figures {
	return figures{
		scenario: scenario{name: "plan", title: "plan over 1,000 runners", limit: budget{200, time.Minute}, ideal: ideal{{planning, 1000, terraformAtOnce}}},
		traffic: traffic{requests: 1100, connections: 10, refused: 3, windows: []window{
			{"1", 20}, {"2", 200}, {"3", 190}, {"4", 50},
		}},
		answers: 5 * time.Second, emulator: time.Second,
		provider: cost{wall: 10 * time.Second, terraform: 4 * time.Second, provider: usage.Usage{CPU: 3 * time.Second, Memory: 40 << 20}},
		floor:    cost{wall: 3 * time.Second, terraform: 3500 * time.Millisecond, provider: usage.Usage{CPU: 1500 * time.Millisecond, Memory: 30 << 20}},
	}
}

func TestReport(t *testing.T) {
	t.Parallel()

	var out bytes.Buffer

	report{
		version: "Terraform v1.11.4", latency: 50 * time.Millisecond, processors: 2, scenarios: []figures{measured()},
		start: &[2]start{
			{schema: 40 * time.Millisecond, memory: 25 << 20, size: 30 << 20},
			{schema: 35 * time.Millisecond, memory: 20 << 20, size: 15 << 20},
		},
	}.print(&out)

	const want = `Terraform v1.11.4, 2 processors, every answer of GitLab after 50ms.

| measured ÷ ideal | requests | wall time | processor time | connections | faster than one after another | rate budget used | 429 answers |
|---|--:|--:|--:|--:|--:|--:|--:|
| plan over 1,000 runners | 1.10 | 1.25 | 1.40 | 1.00 | 5.5 × | 98 % | 3 |

| figures | requests | ideal | wall time | ideal | of it answers | of it the floor | connections | ideal |
|---|--:|--:|--:|--:|--:|--:|--:|--:|
| plan over 1,000 runners | 1,100 | 1,000 | 10.0 s | 8.0 s | 5.0 s | 3.0 s | 10 | 10 |

| processor time | Terraform | floor | provider | floor | emulator | processors busy | provider's memory, at most | floor |
|---|--:|--:|--:|--:|--:|--:|--:|--:|
| plan over 1,000 runners | 4.0 s | 3.5 s | 3.0 s | 1.5 s | 1.0 s | 0.8 of 2 | 40 MiB | 30 MiB |

| start | measured | floor |
|---|--:|--:|
| start of the provider to its schema | 40 ms | 35 ms |
| memory by then | 25 MiB | 20 MiB |
| size of the program | 30 MiB | 15 MiB |
`
	if out.String() != want {
		t.Errorf("got:\n%s", &out)
	}
}

// More requests than the ideal are a failure, and so are fewer: then the ideal is
// wrong, or the command is incomplete.
func TestReport_excess(t *testing.T) {
	t.Parallel()

	for requests, want := range map[int]string{
		1000: "", 1001: "plan: 1,001 requests instead of 1,000", 999: "plan: 999 requests instead of 1,000",
	} {
		f := measured()
		f.requests = requests

		got := ""
		if err := (report{scenarios: []figures{f}}).excess(); err != nil {
			got = err.Error()
		}

		if got != want {
			t.Errorf("%d requests: got %q, want %q", requests, got, want)
		}
	}
}

func TestNumber(t *testing.T) {
	t.Parallel()

	for n, want := range map[int]string{0: "0", 999: "999", 1000: "1,000", 12345: "12,345", 1234567: "1,234,567"} {
		if got := number(n); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}
