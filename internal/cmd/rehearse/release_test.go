package main

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/ProtonMail/go-crypto/openpgp"
	"github.com/ProtonMail/go-crypto/openpgp/armor"
	"github.com/ProtonMail/go-crypto/openpgp/packet"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/sandbox"
)

const manifest = `{"version": 1, "metadata": {"protocol_versions": ["6.0"]}}`

// materials is a bill of materials of a program without modules.
const materials = `{"metadata": {"component": {"version": "0.1.0"}}}`

// releaseFiles are the files of a release for this platform. The program is in
// the package.
func releaseFiles(t *testing.T, program []byte) map[string]string {
	t.Helper()

	platform, ending, program0 := sandbox.Version+"_"+runtime.GOOS+"_"+runtime.GOARCH, ".tar.gz", sandbox.ProviderFile+"_v"+sandbox.Version
	name := program0

	if runtime.GOOS == "windows" {
		ending, name = ".zip", name+".exe"
	}

	base := sandbox.ProviderFile + "_" + sandbox.Version

	return map[string]string{
		sandbox.ProviderFile + "_" + platform + ".zip": zipped(t, name, program),
		program0 + "_" + platform + ".cdx.json":        materials,
		"gitlabsim_" + platform + ending:               "an archive",
		"gitlabsim_" + platform + ".cdx.json":          materials,
		base + "_manifest.json":                        manifest,
	}
}

func zipped(t *testing.T, name string, content []byte) string {
	t.Helper()

	var file bytes.Buffer

	archive := zip.NewWriter(&file)
	header := &zip.FileHeader{Name: name, Method: zip.Store}
	header.SetMode(0o755)

	entry, err := archive.CreateHeader(header)
	if err != nil {
		t.Fatal(err)
	}

	if _, err := entry.Write(content); err != nil {
		t.Fatal(err)
	}

	if err := archive.Close(); err != nil {
		t.Fatal(err)
	}

	return file.String()
}

// newRelease writes the files into a folder, with their checksums, and signs
// them.
func newRelease(t *testing.T, files map[string]string) *release {
	t.Helper()

	signer, err := openpgp.NewEntity("rehearsal", "", "rehearsal@example.com", &packet.Config{Algorithm: packet.PubKeyAlgoEdDSA})
	if err != nil {
		t.Fatal(err)
	}

	r := &release{
		folder: filepath.Join(t.TempDir(), "dist"), version: sandbox.Version,
		publicKey: publicKey(t, signer), keyID: fmt.Sprintf("%X", signer.PrimaryKey.KeyId),
	}

	if err := os.MkdirAll(r.folder, 0o755); err != nil {
		t.Fatal(err)
	}

	var sums, signature bytes.Buffer

	for file, content := range files {
		sum := sha256.Sum256([]byte(content))
		fmt.Fprintf(&sums, "%s  %s\n", hex.EncodeToString(sum[:]), file)
		r.write(t, file, content)
	}

	if err := openpgp.DetachSign(&signature, signer, bytes.NewReader(sums.Bytes()), nil); err != nil {
		t.Fatal(err)
	}

	r.write(t, r.checksumsFile(), sums.String())
	r.write(t, r.checksumsFile()+".sig", signature.String())

	if err := r.read(); err != nil {
		t.Fatal(err)
	}

	return r
}

func (r *release) write(t *testing.T, file, content string) {
	t.Helper()

	if err := os.WriteFile(r.path(file), []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
}

func publicKey(t *testing.T, signer *openpgp.Entity) string {
	t.Helper()

	var text bytes.Buffer

	writer, err := armor.Encode(&text, openpgp.PublicKeyType, nil)
	if err != nil {
		t.Fatal(err)
	}

	if err := signer.Serialize(writer); err != nil {
		t.Fatal(err)
	}

	if err := writer.Close(); err != nil {
		t.Fatal(err)
	}

	return text.String()
}

func TestRelease_check(t *testing.T) {
	t.Parallel()

	for name, test := range map[string]struct {
		files   func(files map[string]string, pkg string)
		release func(r *release, pkg string)
		want    string // none, if it is as it has to be
	}{
		"as it has to be":      {},
		"a changed file":       {release: func(r *release, pkg string) { r.write(t, pkg, "changed") }, want: "has another checksum"},
		"a missing file":       {release: func(r *release, pkg string) { _ = os.Remove(r.path(pkg)) }, want: "no such file"},
		"no package":           {files: func(files map[string]string, pkg string) { delete(files, pkg) }, want: "there is no package for"},
		"another program":      {files: func(files map[string]string, pkg string) { files[pkg] = zipped(t, "provider", nil) }, want: "does not hold the program"},
		"no emulator":          {files: without("gitlabsim_", ".cdx.json"), want: "the checksums lack gitlabsim_"},
		"no bill of materials": {files: without("_v", ""), want: "the checksums lack terraform-provider-gitlabrunner_v"},
		"materials of another version": {files: func(files map[string]string, _ string) {
			for file := range files {
				if strings.HasSuffix(file, ".cdx.json") {
					files[file] = `{}`
				}
			}
		}, want: "is about the version"},
		"no manifest": {files: without("_manifest", ""), want: "the checksums lack the manifest"},
		"a manifest of another one": {files: func(files map[string]string, _ string) {
			files[sandbox.ProviderFile+"_"+sandbox.Version+"_manifest.json"] = `{}`
		}, want: "the manifest has the protocols []"},
		"a signature that is armored": {release: func(r *release, _ string) { r.write(t, r.checksumsFile()+".sig", "-----BEGIN") }, want: "not binary"},
		"no signature":                {release: func(r *release, _ string) { _ = os.Remove(r.path(r.checksumsFile() + ".sig")) }, want: "no such file"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			files := releaseFiles(t, []byte("a program"))
			pkg := fmt.Sprintf("%s_%s_%s_%s.zip", sandbox.ProviderFile, sandbox.Version, runtime.GOOS, runtime.GOARCH)

			if test.files != nil {
				test.files(files, pkg)
			}

			r := newRelease(t, files)
			if test.release != nil {
				test.release(r, pkg)
			}

			if err := r.check(); (err == nil) != (test.want == "") || err != nil && !strings.Contains(err.Error(), test.want) {
				t.Errorf("got the error %v, want %q", err, test.want)
			}
		})
	}
}

// without removes the files whose names have a part, but not those with another.
func without(part, but string) func(map[string]string, string) {
	return func(files map[string]string, _ string) {
		for file := range files {
			if strings.Contains(file, part) && (but == "" || !strings.Contains(file, but)) {
				delete(files, file)
			}
		}
	}
}

func TestRelease_read(t *testing.T) {
	t.Parallel()

	r := &release{folder: t.TempDir(), version: sandbox.Version}
	sum := strings.Repeat("a", 64)

	r.write(t, r.checksumsFile(), sum+"  terraform-provider-gitlabrunner_0.1.0_linux_arm64.zip\n"+sum+"  gitlabsim_0.1.0_windows_amd64.zip\n")

	if err := r.read(); err != nil {
		t.Fatal(err)
	}

	if want := []platformPackage{{"terraform-provider-gitlabrunner_0.1.0_linux_arm64.zip", "linux", "arm64"}}; !slices.Equal(r.packages, want) {
		t.Errorf("got %v, want %v", r.packages, want)
	}

	r.write(t, r.checksumsFile(), "nonsense\n")

	if err := r.read(); err == nil {
		t.Error("nonsense was read")
	}
}
