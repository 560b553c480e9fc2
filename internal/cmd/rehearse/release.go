package main

import (
	"archive/zip"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/sandbox"
)

// release is a folder with the files of a release.
type release struct {
	folder, version  string
	publicKey, keyID string
	checksums        map[string]string // by the name of the file
	packages         []platformPackage
}

// platformPackage is the archive of the provider for a platform.
type platformPackage struct{ file, os, arch string }

func (r *release) path(file string) string { return filepath.Join(r.folder, file) }

func (r *release) base() string          { return sandbox.ProviderFile + "_" + r.version }
func (r *release) checksumsFile() string { return r.base() + "_SHA256SUMS" }

// read reads the checksums, and finds the packages in them.
func (r *release) read() error {
	content, err := os.ReadFile(r.path(r.checksumsFile()))
	if err != nil {
		return err
	}

	r.checksums, r.packages = map[string]string{}, nil

	for line := range strings.Lines(string(content)) {
		sum, file, found := strings.Cut(strings.TrimSuffix(line, "\n"), "  ")
		if !found || len(sum) != sha256.Size*2 {
			return fmt.Errorf("%s has the line %q", r.checksumsFile(), line)
		}

		r.checksums[file] = sum

		if platform, isZip := strings.CutSuffix(file, ".zip"); isZip {
			if platform, isPackage := strings.CutPrefix(platform, r.base()+"_"); isPackage {
				goos, arch, _ := strings.Cut(platform, "_")
				r.packages = append(r.packages, platformPackage{file, goos, arch})
			}
		}
	}

	return nil
}

// check checks what the registries demand, and what a release has besides.
func (r *release) check() error {
	var problems []error

	for file, want := range r.checksums {
		content, err := os.ReadFile(r.checksummed(file))
		if err != nil {
			problems = append(problems, err)

			continue
		}

		if sum := sha256.Sum256(content); hex.EncodeToString(sum[:]) != want {
			problems = append(problems, fmt.Errorf("%s has another checksum", file))
		}
	}

	for _, pkg := range r.packages {
		problems = append(problems, r.checkPackage(pkg))
	}

	problems = append(problems, r.checkManifest(), r.checkSignature(), r.checkPlatforms())

	return errors.Join(problems...)
}

// checksummed is the path of a file. Only publishing copies the manifest.
func (r *release) checksummed(file string) string {
	path := r.path(file)
	if _, err := os.Stat(path); err != nil && file == r.base()+"_manifest.json" {
		return filepath.Join(filepath.Dir(r.folder), "terraform-registry-manifest.json")
	}

	return path
}

// checkPackage checks that an archive holds the program alone.
func (r *release) checkPackage(pkg platformPackage) error {
	archive, err := zip.OpenReader(r.path(pkg.file))
	if err != nil {
		return err
	}
	defer archive.Close()

	want := sandbox.ProviderFile + "_v" + r.version
	if pkg.os == "windows" {
		want += ".exe"
	}

	if len(archive.File) != 1 || archive.File[0].Name != want || archive.File[0].Mode().Perm()&0o111 == 0 {
		return fmt.Errorf("%s does not hold the program %s alone", pkg.file, want)
	}

	return nil
}

// protocols are the versions of the plugin protocol, from the manifest.
func (r *release) protocols() ([]string, error) {
	content, err := os.ReadFile(r.checksummed(r.base() + "_manifest.json"))
	if err != nil {
		return nil, err
	}

	var manifest struct {
		Version  int
		Metadata struct {
			Protocols []string `json:"protocol_versions"`
		}
	}

	err = json.Unmarshal(content, &manifest)

	return manifest.Metadata.Protocols, err
}

func (r *release) checkManifest() error {
	if _, found := r.checksums[r.base()+"_manifest.json"]; !found {
		return errors.New("the checksums lack the manifest")
	}

	protocols, err := r.protocols()
	if err == nil && !slices.Equal(protocols, []string{"6.0"}) {
		err = fmt.Errorf("the manifest has the protocols %q", protocols)
	}

	return err
}

// checkSignature checks its form. Terraform checks the rest when it installs from
// the registry.
func (r *release) checkSignature() error {
	content, err := os.ReadFile(r.path(r.checksumsFile() + ".sig"))
	if err == nil && (len(content) == 0 || content[0]&0x80 == 0) {
		err = errors.New("the signature is not binary")
	}

	return err
}

// checkPlatforms checks that there is a package for this platform, and for each
// package the emulator and both bills of materials.
func (r *release) checkPlatforms() error {
	var problems []error

	if !slices.ContainsFunc(r.packages, func(pkg platformPackage) bool { return pkg.os == runtime.GOOS && pkg.arch == runtime.GOARCH }) {
		problems = append(problems, fmt.Errorf("there is no package for %s_%s", runtime.GOOS, runtime.GOARCH))
	}

	for _, pkg := range r.packages {
		platform, ending := r.version+"_"+pkg.os+"_"+pkg.arch, ".tar.gz"
		if pkg.os == "windows" {
			ending = ".zip"
		}

		for _, file := range []string{
			"gitlabsim_" + platform + ending, "gitlabsim_" + platform + ".cdx.json",
			sandbox.ProviderFile + "_v" + r.version + "_" + platform + ".cdx.json",
		} {
			switch _, found := r.checksums[file]; {
			case !found:
				problems = append(problems, fmt.Errorf("the checksums lack %s", file))
			case strings.HasSuffix(file, ".cdx.json"):
				problems = append(problems, r.checkMaterials(file))
			}
		}
	}

	return errors.Join(problems...)
}

// checkMaterials checks that a bill of materials is about this version.
func (r *release) checkMaterials(file string) error {
	content, err := os.ReadFile(r.path(file))
	if err != nil {
		return err
	}

	var materials struct {
		Metadata struct{ Component struct{ Version string } }
	}

	err = json.Unmarshal(content, &materials)
	if version := materials.Metadata.Component.Version; err == nil && version != r.version {
		err = fmt.Errorf("%s is about the version %q", file, version)
	}

	return err
}
