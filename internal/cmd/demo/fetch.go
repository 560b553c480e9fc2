package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/hashicorp/go-version"
	"github.com/hashicorp/hc-install/product"
	"github.com/hashicorp/hc-install/releases"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/sandbox"
)

// fetched is the version of Terraform that is fetched. It has every kind of object
// that the demo uses.
const fetched = "1.15.9"

// fetcher fetches a Terraform from HashiCorp. Its checksum is verified, and the
// signature of the checksums. It is kept in the user's cache.
type fetcher struct {
	// baseURL and publicKey replace HashiCorp's, for tests.
	baseURL, publicKey string
}

// fetch returns the cached Terraform, or asks on the terminal whether to fetch
// one. The path is empty if there is no terminal or the answer is not yes.
func (f fetcher) fetch(ctx context.Context, h sandbox.Host) (string, error) {
	if h.CacheDir == "" {
		return "", nil
	}

	folder := filepath.Join(h.CacheDir, "terraform-provider-gitlabrunner", "terraform-"+fetched)
	path := filepath.Join(folder, product.Terraform.BinaryName())

	if _, err := os.Stat(path); err == nil {
		return path, nil
	}

	if h.Terminal == nil {
		return "", nil
	}

	fmt.Fprintf(h.Stderr, `Neither terraform nor tofu is on the PATH, and the demo runs a real one.

Fetch Terraform %s (30 MB, Business Source License) from releases.hashicorp.com, verify its signature,
and keep it in %s? [y/N] `, fetched, folder)

	if !saysYes(h.Terminal) {
		fmt.Fprintln(h.Stderr)

		return "", nil
	}

	if err := f.install(ctx, folder); err != nil {
		return "", fmt.Errorf("fetching Terraform %s: %w", fetched, err)
	}

	return path, nil
}

// saysYes reads an answer. One without an end is not complete.
func saysYes(terminal io.Reader) bool {
	answer, err := bufio.NewReader(terminal).ReadString('\n')
	answer = strings.ToLower(strings.TrimSpace(answer))

	return err == nil && (answer == "y" || answer == "yes")
}

// install installs Terraform into a folder, which exists only when it is complete.
func (f fetcher) install(ctx context.Context, folder string) (err error) {
	if err := os.MkdirAll(filepath.Dir(folder), 0o700); err != nil {
		return err
	}

	temporary, err := os.MkdirTemp(filepath.Dir(folder), "new-")
	if err != nil {
		return err
	}

	defer func() { err = errors.Join(err, os.RemoveAll(temporary)) }()

	source := &releases.ExactVersion{
		Product: product.Terraform, Version: version.Must(version.NewVersion(fetched)), InstallDir: temporary,
		ApiBaseURL: f.baseURL, ArmoredPublicKey: f.publicKey,
	}
	if _, err := source.Install(ctx); err != nil {
		return err
	}

	return os.Rename(temporary, folder)
}
