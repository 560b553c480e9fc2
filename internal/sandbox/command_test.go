package sandbox_test

import (
	"context"
	"errors"
	"flag"
	"io"
	"testing"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/sandbox"
)

// A Terraform is fetched only if none is named and none is on the PATH.
func TestCommand_fetch(t *testing.T) {
	t.Parallel()

	for name, test := range map[string]struct {
		arguments []string
		path      []string
		fetch     func(context.Context, sandbox.Host) (string, error)
		want      string
		code      int
	}{
		"fetched":       {fetch: fetch("/cache/terraform", nil), want: "/cache/terraform"},
		"refused":       {fetch: fetch("", nil), code: sandbox.ExitUsage},
		"failed":        {fetch: fetch("", errors.New("no network")), code: sandbox.ExitUsage},
		"cannot":        {code: sandbox.ExitUsage},
		"on the PATH":   {path: []string{"tofu"}, fetch: fetch("/cache/terraform", nil), want: "/bin/tofu"},
		"named wrongly": {arguments: []string{"-terraform", "x"}, fetch: fetch("/cache/terraform", nil), code: sandbox.ExitUsage},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			var got string

			command := sandbox.Command{
				Name: "demo", Flags: func(*flag.FlagSet) {}, Check: func() error { return nil }, Fetch: test.fetch,
				Run: func(_ context.Context, _ sandbox.Host, path string) int {
					got = path

					return sandbox.ExitOK
				},
			}

			code := command.Execute(t.Context(), test.arguments, sandbox.Host{LookPath: onPath(test.path...), Stderr: io.Discard})
			if got != test.want || code != test.code {
				t.Errorf("got %q and the exit code %d, want %q and %d", got, code, test.want, test.code)
			}
		})
	}
}

func fetch(path string, err error) func(context.Context, sandbox.Host) (string, error) {
	return func(context.Context, sandbox.Host) (string, error) { return path, err }
}
