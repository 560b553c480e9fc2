package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/sandbox"
)

// needsTerraform returns this machine, and skips the test if it is not to run a
// Terraform.
func needsTerraform(t *testing.T) sandbox.Host {
	t.Helper()

	host := sandbox.Host{Environment: os.Environ(), LookPath: exec.LookPath}

	if host.Getenv("TF_ACC") == "" {
		t.Skip("a lifecycle test: set TF_ACC=1 to run it")
	}

	if runtime.GOOS != "linux" {
		t.Skip("only on Linux does SSL_CERT_FILE name an authority")
	}

	return host
}

// buildRelease is a release with the provider of this source.
func buildRelease(t *testing.T) *release {
	t.Helper()

	file := filepath.Join(t.TempDir(), "provider")
	if err := sandbox.BuildVersion(t.Context(), file); err != nil {
		t.Fatal(err)
	}

	program, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}

	return newRelease(t, releaseFiles(t, program))
}

func serveTest(t *testing.T, r *release) *server {
	t.Helper()

	served, err := serveRelease(r, filepath.Join(t.TempDir(), "mirror"))
	if err != nil {
		t.Fatal(err)
	}

	t.Cleanup(served.Close)

	return served
}

// Both products install the provider from every source. Short runs take one of
// each: the network mirror has all that the filesystem mirror has, and TLS.
func TestAccRehearse_install(t *testing.T) {
	t.Parallel()

	host := needsTerraform(t)
	made := buildRelease(t)
	served := serveTest(t, made)

	for _, product := range []string{"terraform", "tofu"} {
		for _, from := range sources() {
			t.Run(product+" from "+from.name, func(t *testing.T) {
				t.Parallel()

				path, err := host.FindProduct(product)
				if err != nil {
					t.Skipf("a lifecycle test: %v", err)
				}

				if testing.Short() && from.name != "a network mirror" {
					t.Skip("left out of a short run")
				}

				i := &installation{release: made, server: served, source: from, path: path, home: t.TempDir(), callers: host.Environment}

				if _, err := i.run(t.Context()); err != nil {
					t.Error(err)
				}
			})
		}
	}
}

// What a release must never be is refused by Terraform itself, so that the
// rehearsal would notice it.
func TestAccRehearse_refused(t *testing.T) {
	t.Parallel()

	host := needsTerraform(t)

	path, err := host.Find("make test", "")
	if err != nil {
		t.Skipf("a lifecycle test: %v", err)
	}

	for name, test := range map[string]struct {
		source string
		damage func(r *release)
		want   string
	}{
		"a signature by another key": {"a registry", func(r *release) { r.publicKey = newRelease(t, nil).publicKey }, "authentication signature from unknown issuer"},
		"another checksum":           {"a network mirror", func(r *release) { r.checksums[r.packages[0].file] = strings.Repeat("a", 64) }, "the expected checksum"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			made := newRelease(t, releaseFiles(t, []byte("a program")))
			test.damage(made)

			i := &installation{release: made, server: serveTest(t, made), path: path, home: t.TempDir(), callers: host.Environment}

			for _, from := range sources() {
				if from.name == test.source {
					i.source = from
				}
			}

			_, err := i.run(t.Context())
			if err == nil || !strings.Contains(strings.Join(strings.Fields(err.Error()), " "), test.want) {
				t.Errorf("got the error %v, want %q", err, test.want)
			}
		})
	}
}
