package acctest

import (
	"archive/zip"
	"bytes"
	"encoding/base64"
	"encoding/json"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Traces are the names of the files in the folder that hold a text in any of its
// forms: state, backup, plans (which are archives), crash logs, the trace log.
func (d *TerraformDir) Traces(text string) []string {
	d.t.Helper()

	var found []string

	err := filepath.WalkDir(d.Folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}

		for name, content := range d.contents(path) {
			if Holds(content, text) {
				found = append(found, name)
			}
		}

		return nil
	})
	noError(d.t, err)

	slices.Sort(found)

	return found
}

// contents are the bytes of a file and, if it is an archive such as a saved plan,
// of its members.
func (d *TerraformDir) contents(file string) map[string][]byte {
	d.t.Helper()

	all, err := os.ReadFile(file)
	noError(d.t, err)

	name := filepath.Base(file)
	found := map[string][]byte{name: all}

	archive, err := zip.OpenReader(file)
	if err != nil {
		return found
	}
	defer archive.Close()

	for _, member := range archive.File {
		reader, err := member.Open()
		noError(d.t, err)

		found[name+"/"+member.Name], err = io.ReadAll(reader)
		noError(d.t, err)

		_ = reader.Close()
	}

	return found
}

// Holds reports whether a content holds a secret as it is, as in a URL, as in JSON,
// or as in base64 at any offset.
func Holds(content []byte, secret string) bool {
	return slices.ContainsFunc(Forms(secret), func(form string) bool { return bytes.Contains(content, []byte(form)) })
}

// Forms are the forms that [Holds] searches for, each once.
func Forms(secret string) []string {
	encoded, err := json.Marshal(secret)
	if err != nil {
		panic(err)
	}

	forms := []string{secret, url.QueryEscape(secret), url.PathEscape(secret), string(encoded[1 : len(encoded)-1])}

	// Base64 encodes three bytes in four characters, so that there are three forms;
	// characters that depend on the neighbours are cut off at both ends.
	for _, encoding := range []*base64.Encoding{base64.StdEncoding, base64.URLEncoding} {
		for shift := range 3 {
			if shift+3 <= len(secret) {
				whole := secret[shift : shift+(len(secret)-shift)/3*3]
				forms = append(forms, encoding.EncodeToString([]byte(whole)))
			}
		}
	}

	slices.Sort(forms)

	return slices.DeleteFunc(slices.Compact(forms), func(form string) bool { return strings.TrimSpace(form) == "" })
}
