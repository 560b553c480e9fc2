package token_test

import (
	"archive/zip"
	"io"
	"os"
	"path/filepath"
	"testing"
)

// contents are the bytes of a file and, where it is an archive as a saved plan
// is one, of what is in it.
func contents(t *testing.T, file string) map[string][]byte {
	t.Helper()

	all, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}

	name := filepath.Base(file)
	found := map[string][]byte{name: all}

	archive, err := zip.OpenReader(file)
	if err != nil {
		return found
	}
	defer archive.Close()

	for _, member := range archive.File {
		reader, err := member.Open()
		if err != nil {
			t.Fatal(err)
		}

		found[name+"/"+member.Name], err = io.ReadAll(reader)
		if err != nil {
			t.Fatal(err)
		}

		_ = reader.Close()
	}

	return found
}
