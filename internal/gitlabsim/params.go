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
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"
)

// readParams merges the query and the body, in whatever form it came, into
// one bag; the body wins. GitLab does so for every method, DELETE included.
func readParams(r *http.Request, body []byte) (*params, error) {
	bag := map[string]any{}

	addForm(bag, r.URL.Query())

	read := &params{bag: bag}

	// Unverified: malformed body. The framework reads it before anything of
	// GitLab's asks who sent it.
	if err := read.addBody(r, body); err != nil {
		return nil, err
	}

	return read, read.checkTexts()
}

// addBody adds what the body says, in the form that its content type names.
func (p *params) addBody(r *http.Request, body []byte) error {
	if len(bytes.TrimSpace(body)) == 0 || r.Method == http.MethodGet || r.Method == http.MethodHead {
		return nil
	}

	header := r.Header.Get("Content-Type")
	if header == "" {
		header = "application/json" // the default format of GitLab's API
	}

	mediaType, attributes, err := mime.ParseMediaType(header)
	if err != nil {
		return errMediaType(header)
	}

	switch mediaType {
	case "application/json":
		return addJSON(p.bag, body)
	case "application/x-www-form-urlencoded":
		return addURLEncoded(p.bag, body)
	case "multipart/form-data":
		return addMultipart(p.bag, body, attributes["boundary"])
	case "text/plain": // known, and never read
		return nil
	default:
		return errMediaType(header)
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

	object, isObject := value.(map[string]any)
	if !isObject {
		return nil // an array or a bare value names no parameters
	}

	for name, value := range object {
		bag[name] = value
	}

	return nil
}

func addURLEncoded(bag map[string]any, body []byte) error {
	values, err := url.ParseQuery(string(body))
	if err != nil {
		return errMalformedBody("application/x-www-form-urlencoded")
	}

	addForm(bag, values)

	return nil
}

func addMultipart(bag map[string]any, body []byte, boundary string) error {
	form, err := multipart.NewReader(bytes.NewReader(body), boundary).ReadForm(maxBody)
	if err != nil {
		return errMalformedBody("multipart/form-data")
	}

	addForm(bag, form.Value)

	return nil
}

// addForm reads names like Rack: "a[]" makes a list, "a[b]" a member, and of
// a plain name that comes twice the last counts.
func addForm(bag map[string]any, values map[string][]string) {
	for _, name := range slices.Sorted(maps.Keys(values)) {
		list := values[name]
		base, inner, nested := strings.Cut(name, "[")

		switch {
		case len(list) == 0 || base == "":
		case !nested:
			bag[name] = list[len(list)-1]
		case inner == "]":
			elements := make([]any, len(list))
			for i, element := range list {
				elements[i] = element
			}

			bag[base] = elements
		default:
			member, isObject := bag[base].(map[string]any)
			if !isObject {
				member = map[string]any{}
				bag[base] = member
			}

			key, _, _ := strings.Cut(inner, "]")
			member[key] = list[len(list)-1]
		}
	}
}
