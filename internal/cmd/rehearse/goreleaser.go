package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/sandbox"
)

// The programs that make a release, in the versions that are built when they are
// not on the PATH.
const (
	goreleaser = "github.com/goreleaser/goreleaser/v2@v2.17.0"
	cyclonedx  = "github.com/CycloneDX/cyclonedx-gomod/cmd/cyclonedx-gomod@v1.10.0"
)

// makeRelease runs GoReleaser on a clone of the last commit, with its tag and with
// a key that is thrown away. Nothing is published.
func (r *rehearsal) makeRelease(ctx context.Context, folder string) (*release, error) {
	root, err := sandbox.ModuleRoot(ctx)
	if err != nil {
		return nil, err
	}

	bin, clone := filepath.Join(folder, "bin"), filepath.Join(folder, "clone")
	t := &tools{callers: r.Environment, variables: []string{
		// Programs that are on the PATH already come first.
		"PATH=" + r.Getenv("PATH") + string(os.PathListSeparator) + bin,
		"GNUPGHOME=" + filepath.Join(folder, "gnupg"), "GOBIN=" + bin,
	}}

	for name, pkg := range map[string]string{"goreleaser": goreleaser, "cyclonedx-gomod": cyclonedx} {
		if _, err := r.LookPath(name); err == nil {
			continue
		}

		r.report("Building %s, which is not on the PATH.", pkg)

		if _, err := t.run(ctx, folder, "go", "install", pkg); err != nil {
			return nil, err
		}
	}

	if err := t.makeKey(ctx, folder); err != nil {
		return nil, err
	}

	config, err := r.config(root, folder)
	if err != nil {
		return nil, err
	}

	tag := "v" + sandbox.Version

	for _, command := range [][]string{
		{root, "goreleaser", "check", "--config", filepath.Join(root, ".goreleaser.yml")},
		{folder, "git", "clone", "--quiet", "--no-tags", root, clone},
		{clone, "git", "tag", tag},
		{clone, "goreleaser", "release", "--clean", "--skip=publish,announce", "--config", config},
	} {
		if _, err := t.run(ctx, command[0], command[1], command[2:]...); err != nil {
			return nil, err
		}
	}

	key, err := t.run(ctx, folder, "gpg", "--armor", "--export", t.fingerprint)
	if err != nil {
		return nil, err
	}

	made := &release{folder: filepath.Join(clone, "dist"), version: sandbox.Version, publicKey: key, keyID: t.fingerprint[len(t.fingerprint)-16:]}

	return made, made.read()
}

// platforms matches the two lists of platforms in GoReleaser's configuration.
var platforms = regexp.MustCompile(`(?m)^( *)(goos|goarch): \[.*\]$`)

// config is GoReleaser's configuration, for all platforms or for this one. It is
// not in the clone, which has to be as it was committed.
func (r *rehearsal) config(root, folder string) (string, error) {
	file := filepath.Join(root, ".goreleaser.yml")
	if r.allPlatforms {
		return file, nil
	}

	content, err := os.ReadFile(file)
	if err != nil {
		return "", err
	}

	reduced := platforms.ReplaceAllStringFunc(string(content), func(line string) string {
		key, _, _ := strings.Cut(line, ":")
		value := runtime.GOOS

		if strings.TrimSpace(key) == "goarch" {
			value = runtime.GOARCH
		}

		return key + ": [" + value + "]"
	})

	file = filepath.Join(folder, "goreleaser.yml")

	return file, os.WriteFile(file, []byte(reduced), 0o600)
}

// tools runs the programs that make a release.
type tools struct {
	callers     []string
	variables   []string
	fingerprint string
}

// makeKey makes a key that can sign, without a passphrase, in a folder of its own.
func (t *tools) makeKey(ctx context.Context, folder string) error {
	if err := os.MkdirAll(filepath.Join(folder, "gnupg"), 0o700); err != nil {
		return err
	}

	if _, err := t.run(ctx, folder, "gpg", "--batch", "--passphrase", "", "--quick-generate-key", "rehearsal <rehearsal@example.com>", "rsa4096", "sign", "1d"); err != nil {
		return err
	}

	keys, err := t.run(ctx, folder, "gpg", "--list-keys", "--with-colons")
	if err != nil {
		return err
	}

	found := regexp.MustCompile(`(?m)^fpr:+([0-9A-F]{40}):`).FindStringSubmatch(keys)
	if found == nil {
		return fmt.Errorf("gpg lists no key:\n%s", keys)
	}

	t.fingerprint = found[1]
	t.variables = append(t.variables, "GPG_FINGERPRINT="+t.fingerprint)

	return nil
}

func (t *tools) run(ctx context.Context, folder, name string, arguments ...string) (string, error) {
	environment := slices.Concat(t.callers, t.variables)

	// exec.CommandContext looks in the PATH of this process alone.
	path, err := exec.LookPath(name)
	if err != nil {
		path = filepath.Join(sandbox.Host{Environment: t.variables}.Getenv("GOBIN"), name)
	}

	command := exec.CommandContext(ctx, path, arguments...)
	command.Dir, command.Env = folder, environment

	var stderr strings.Builder

	command.Stderr = &stderr

	output, err := command.Output()
	if err != nil {
		return "", fmt.Errorf("%s %s: %w\n%s%s", name, strings.Join(arguments, " "), err, output, stderr.String())
	}

	return string(output), nil
}
