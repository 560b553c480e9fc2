package gitlabprovider

import (
	"encoding/json"
	"strconv"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/framework"
)

// State is a state of GitLab's own provider. What is malformed in it is null,
// and an error in the answer to the move.
type State struct {
	typeName   string
	attributes map[string]json.RawMessage
	diags      *diag.Diagnostics
}

// Text is an attribute that is a text; one that is empty is null, since that
// provider writes both for a text that is absent.
func (s *State) Text(name string) types.String {
	text := read[string](s, name, "a text")
	if text == nil || *text == "" {
		return types.StringNull()
	}

	return types.StringValue(*text)
}

// Name is a text that is always there.
func (s *State) Name(name string) types.String {
	before := s.diags.ErrorsCount()

	text := s.Text(name)
	if text.IsNull() && s.diags.ErrorsCount() == before {
		s.malformed(name, "a text")
	}

	return text
}

// Bool is an attribute that is true or false.
func (s *State) Bool(name string) types.Bool {
	return types.BoolPointerValue(read[bool](s, name, "true or false"))
}

// Number is an attribute that is a number; one that is 0 is null, since that
// provider writes both for a number that is absent.
func (s *State) Number(name string) types.Int64 {
	number, _ := s.parseNumber(name)
	if number == 0 {
		return types.Int64Null()
	}

	return types.Int64Value(number)
}

// ID is the id of something, which is always there.
func (s *State) ID(name string) types.Int64 {
	number, wellFormed := s.parseNumber(name)
	if wellFormed && number < 1 {
		s.malformed(name, "an id")
	}

	return types.Int64Value(number)
}

// Texts is an attribute that is a list or a set of texts.
func (s *State) Texts(name string) types.Set {
	texts := read[[]string](s, name, "a list of texts")
	if texts == nil {
		return types.SetNull(types.StringType)
	}

	return framework.SetOf(*texts)
}

// parseNumber returns 0 for an absent attribute, and accepts a number in the form of a
// text, as IDs have.
func (s *State) parseNumber(name string) (int64, bool) {
	raw, found := s.attributes[name]
	if !found || string(raw) == "null" {
		return 0, true
	}

	number, err := strconv.ParseInt(strings.Trim(string(raw), `"`), 10, 64)
	if err != nil {
		s.malformed(name, "a whole number")
	}

	return number, err == nil
}

// read reads an attribute. It is nil if it is absent, null or malformed.
func read[T any](s *State, name, wants string) *T {
	raw, found := s.attributes[name]
	if !found {
		return nil
	}

	var value *T
	if err := json.Unmarshal(raw, &value); err != nil {
		s.malformed(name, wants)

		return nil
	}

	return value
}
