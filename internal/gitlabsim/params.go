package gitlabsim

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"maps"
	"mime"
	"mime/multipart"
	"net/http"
	"slices"
	"strings"
	"unicode/utf8"
)

// readParams merges the query and the body, in whatever form it came, into
// one bag; the body wins. GitLab does so for every method, DELETE included.
// Rails refuses what Rack cannot read, then Grape a format it does not write
// and a body it does not read, and all that before the caller is known.
func readParams(r *http.Request, body []byte) (*params, error) {
	read := &params{bag: map[string]any{}}

	if err := addPairs(read.bag, r.URL.RawQuery, querySeparators); err != nil {
		return nil, err
	}

	if err := read.checkTexts(); err != nil {
		return nil, err
	}

	bodyErr := read.addBody(r, body)
	if bodyErr == nil {
		bodyErr = read.checkTexts()
	}

	if errors.Is(bodyErr, errMalformedText) {
		return nil, bodyErr
	}

	if format, sent := queryText(r, "format"); sent && format != "json" {
		return nil, errFormat(format)
	}

	return read, bodyErr
}

// addBody adds what the body says, in the form that its content type names.
func (p *params) addBody(r *http.Request, body []byte) error {
	switch {
	case len(body) == 0, r.Method == http.MethodGet, r.Method == http.MethodHead, r.Method == http.MethodOptions:
		return nil
	}

	header := r.Header.Get("Content-Type")
	mediaType, _, _ := strings.Cut(header, ";")

	switch mediaType = strings.ToLower(strings.TrimSpace(mediaType)); mediaType {
	case "application/json":
		return addJSON(p.bag, body)
	case "application/x-www-form-urlencoded":
		return addPairs(p.bag, string(body), formSeparators)
	case "multipart/form-data":
		return addMultipart(p.bag, body, header)
	default:
		return errMediaType(mediaType)
	}
}

func addJSON(bag map[string]any, body []byte) error {
	if !utf8.Valid(body) {
		return errMalformedText // the decoder would put another character
	}

	decoder := json.NewDecoder(bytes.NewReader(body))
	decoder.UseNumber()

	var value any
	if err := decoder.Decode(&value); err != nil {
		return errMalformedBody("application/json")
	}

	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return errMalformedBody("application/json")
	}

	object, _ := value.(map[string]any) // an array or a bare value names no parameters
	maps.Copy(bag, object)

	return nil
}

func addMultipart(bag map[string]any, body []byte, contentType string) error {
	_, attributes, err := mime.ParseMediaType(contentType)
	if err != nil {
		return errMalformedText
	}

	form, err := multipart.NewReader(bytes.NewReader(body), attributes["boundary"]).ReadForm(maxBody)
	if err != nil {
		return errMalformedText
	}

	for _, name := range slices.Sorted(maps.Keys(form.Value)) {
		for _, value := range form.Value[name] {
			if _, err := nest(bag, name, value, maxDepth); err != nil {
				return err
			}
		}
	}

	return nil
}
