package main

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/ProtonMail/go-crypto/openpgp"
	"github.com/ProtonMail/go-crypto/openpgp/armor"
	"github.com/ProtonMail/go-crypto/openpgp/packet"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/sandbox"
)

// program is the Terraform that the stand-in has: not one that can be run.
const program = "a Terraform"

// releasesSite is a stand-in for releases.hashicorp.com, signed with a key of its
// own.
type releasesSite struct {
	fetcher

	files    map[string]string // by the path below the site
	requests atomic.Int64
}

func newReleasesSite(t *testing.T) *releasesSite {
	t.Helper()

	signer, err := openpgp.NewEntity("stand-in", "", "stand-in@example.com", &packet.Config{Algorithm: packet.PubKeyAlgoEdDSA})
	if err != nil {
		t.Fatal(err)
	}

	var archive, key, signature bytes.Buffer

	name := fmt.Sprintf("terraform_%s_%s_%s.zip", fetched, runtime.GOOS, runtime.GOARCH)
	zipFile(t, &archive, program)

	sum := sha256.Sum256(archive.Bytes())
	sums := hex.EncodeToString(sum[:]) + "  " + name + "\n"

	if err := openpgp.DetachSign(&signature, signer, strings.NewReader(sums), nil); err != nil {
		t.Fatal(err)
	}

	writer, err := armor.Encode(&key, openpgp.PublicKeyType, nil)
	if err != nil {
		t.Fatal(err)
	}

	if err := signer.Serialize(writer); err != nil {
		t.Fatal(err)
	}

	if err := writer.Close(); err != nil {
		t.Fatal(err)
	}

	folder := "/terraform/" + fetched + "/"

	index, err := json.Marshal(map[string]any{
		"name": "terraform", "version": fetched, "shasums": "terraform_SHA256SUMS", "shasums_signatures": []string{"terraform_SHA256SUMS.sig"},
		"builds": []any{map[string]any{
			"name": "terraform", "version": fetched, "os": runtime.GOOS, "arch": runtime.GOARCH, "filename": name,
			"url": "https://releases.hashicorp.com" + folder + name,
		}},
	})
	if err != nil {
		t.Fatal(err)
	}

	site := &releasesSite{files: map[string]string{
		folder + "index.json": string(index), folder + name: archive.String(),
		folder + "terraform_SHA256SUMS": sums, folder + "terraform_SHA256SUMS.sig": signature.String(),
	}}

	server := httptest.NewServer(site)
	t.Cleanup(server.Close)

	site.baseURL, site.publicKey = server.URL, key.String()

	return site
}

func zipFile(t *testing.T, out *bytes.Buffer, content string) {
	t.Helper()

	archive := zip.NewWriter(out)

	entry, err := archive.Create("terraform" + map[bool]string{true: ".exe"}[runtime.GOOS == "windows"])
	if err != nil {
		t.Fatal(err)
	}

	if _, err := entry.Write([]byte(content)); err != nil {
		t.Fatal(err)
	}

	if err := archive.Close(); err != nil {
		t.Fatal(err)
	}
}

func (s *releasesSite) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.requests.Add(1)

	content, found := s.files[r.URL.Path]
	if !found {
		http.NotFound(w, r)

		return
	}

	switch filepath.Ext(r.URL.Path) {
	case ".json":
		w.Header().Set("Content-Type", "application/json")
	case ".zip":
		w.Header().Set("Content-Type", "application/zip")
	}

	_, _ = w.Write([]byte(content))
}

// newTerminal is a machine without a Terraform, with a terminal where this is
// typed. With an empty text there is no terminal.
func newTerminal(t *testing.T, typed string) (sandbox.Host, *bytes.Buffer) {
	t.Helper()

	var out bytes.Buffer

	h := sandbox.Host{LookPath: func(string) (string, error) { return "", exec.ErrNotFound }, CacheDir: t.TempDir(), Stdout: &out, Stderr: &out}
	if typed != "" {
		h.Terminal = strings.NewReader(typed)
	}

	return h, &out
}

// A yes fetches it, once.
func TestFetch(t *testing.T) {
	t.Parallel()

	site := newReleasesSite(t)
	h, out := newTerminal(t, "Yes\n")

	path, err := site.fetch(t.Context(), h)
	if err != nil {
		t.Fatalf("%v, after:\n%s", err, out)
	}

	if content, err := os.ReadFile(path); err != nil || string(content) != program {
		t.Errorf("%s contains %q: %v", path, content, err)
	}

	for _, want := range []string{"Fetch Terraform " + fetched, "verify its signature", filepath.Dir(path), "[y/N]"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("there is no %q in:\n%s", want, out)
		}
	}

	if left, err := os.ReadDir(filepath.Dir(filepath.Dir(path))); err != nil || len(left) != 1 {
		t.Errorf("the cache contains %v: %v", left, err)
	}

	out.Reset()

	requests := site.requests.Load()
	h.Terminal = nil

	again, err := site.fetch(t.Context(), h)
	if again != path || err != nil || out.Len() > 0 || site.requests.Load() != requests {
		t.Errorf("got %q and the error %v, after:\n%s", again, err, out)
	}
}

// Everything but a yes on a terminal ends with what to install, and sends no
// request.
func TestFetch_not(t *testing.T) {
	t.Parallel()

	for name, typed := range map[string]string{"no terminal": "", "no": "n\n", "only return": "\n", "the end of the input": "y", "another word": "yesterday\n"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			site := newReleasesSite(t)
			h, out := newTerminal(t, typed)

			if code := newCommand(site.fetcher).Execute(t.Context(), nil, h); code != sandbox.ExitUsage {
				t.Errorf("got the exit code %d", code)
			}

			if !strings.Contains(out.String(), "✘ neither terraform nor tofu is on the PATH, and \"make demo\" runs") {
				t.Errorf("the message is missing in:\n%s", out)
			}

			if asked := strings.Contains(out.String(), "[y/N]"); asked != (typed != "") {
				t.Errorf("asked: %t, in:\n%s", asked, out)
			}

			if site.requests.Load() > 0 {
				t.Errorf("%d requests were sent", site.requests.Load())
			}
		})
	}
}

// What is not signed, or not what was signed, is never kept.
func TestFetch_refused(t *testing.T) {
	t.Parallel()

	for name, change := range map[string]func(site, other *releasesSite){
		"another key":     func(site, other *releasesSite) { site.publicKey = other.publicKey },
		"HashiCorp's key": func(site, _ *releasesSite) { site.publicKey = "" },
		"another archive": func(site, other *releasesSite) {
			for path := range site.files {
				if strings.HasSuffix(path, ".zip") {
					site.files[path] = other.files[path] + "x"
				}
			}
		},
		"other checksums": func(site, _ *releasesSite) {
			site.files["/terraform/"+fetched+"/terraform_SHA256SUMS"] += strings.Repeat("a", 64) + "  another.zip\n"
		},
		"no signature": func(site, _ *releasesSite) { delete(site.files, "/terraform/"+fetched+"/terraform_SHA256SUMS.sig") },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			site := newReleasesSite(t)
			change(site, newReleasesSite(t))

			h, out := newTerminal(t, "y\n")

			if code := newCommand(site.fetcher).Execute(t.Context(), nil, h); code != sandbox.ExitUsage || !strings.Contains(out.String(), "✘ fetching Terraform "+fetched+": ") {
				t.Errorf("got the exit code %d, and:\n%s", code, out)
			}

			if left, err := os.ReadDir(filepath.Join(h.CacheDir, "terraform-provider-gitlabrunner")); err != nil || len(left) > 0 {
				t.Errorf("the cache contains %v: %v", left, err)
			}
		})
	}
}
