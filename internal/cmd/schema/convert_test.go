package main

import (
	"bytes"
	"encoding/json"
	"os"
	"reflect"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/providerserver"
)

// testdata/schema.json is the output of Terraform 1.11 for the same provider, with
// the kinds that this version does not know: identities, list resources and
// actions.
func TestRun_equalsTerraform(t *testing.T) {
	t.Parallel()

	golden, err := os.ReadFile("testdata/schema.json")
	if err != nil {
		t.Fatal(err)
	}

	var out bytes.Buffer
	if err := run(t.Context(), providerserver.NewProtocol6(fakeProvider{})(), "example.com/acme/fake", &out); err != nil {
		t.Fatal(err)
	}

	var got, want any
	if err := json.Unmarshal(out.Bytes(), &got); err != nil {
		t.Fatal(err)
	}

	if err := json.Unmarshal(golden, &want); err != nil {
		t.Fatal(err)
	}

	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %s\nwant the content of testdata/schema.json", out.String())
	}
}

func TestRun_providerError(t *testing.T) {
	t.Parallel()

	var out bytes.Buffer

	err := run(t.Context(), providerserver.NewProtocol6(brokenProvider{})(), "example.com/acme/fake", &out)
	if err == nil || !strings.Contains(err.Error(), "Broken: on purpose") {
		t.Errorf("got error %v, want the diagnostic's text", err)
	}

	if out.Len() > 0 {
		t.Errorf("printed %s with the error", out.String())
	}
}
