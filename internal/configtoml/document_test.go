package configtoml_test

import (
	"math/big"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

var (
	text   = tftypes.String
	number = tftypes.Number
)

func list(kind tftypes.Type, elements ...any) tftypes.Value {
	return tftypes.NewValue(tftypes.List{ElementType: kind}, values(kind, elements))
}

func set(kind tftypes.Type, elements ...any) tftypes.Value {
	return tftypes.NewValue(tftypes.Set{ElementType: kind}, values(kind, elements))
}

func values(kind tftypes.Type, elements []any) []tftypes.Value {
	found := make([]tftypes.Value, len(elements))
	for i, element := range elements {
		found[i] = tftypes.NewValue(kind, element)
	}

	return found
}

func mapOf(kind tftypes.Type, elements map[string]tftypes.Value) tftypes.Value {
	return tftypes.NewValue(tftypes.Map{ElementType: kind}, elements)
}

// of is an object with one member.
func of(name string, value tftypes.Value) tftypes.Value {
	return tftypes.NewValue(
		tftypes.Object{AttributeTypes: map[string]tftypes.Type{name: value.Type()}}, map[string]tftypes.Value{name: value},
	)
}

// The file for a value of each type of Terraform, byte by byte.
func TestConfigTOML_everyType(t *testing.T) {
	t.Parallel()

	for name, test := range map[string]struct {
		given tftypes.Value
		want  string
	}{
		"nothing":               {object(t, `{}`), ""},
		"in order":              {object(t, `{"b": {}, "c": 1, "B": 2, "a": [{}]}`), "B = 2\nc = 1\n\n[[a]]\n\n[b]\n"},
		"null left out":         {object(t, `{"a": null, "b": {"c": null}, "d": [{"e": null}]}`), "[b]\n\n[[d]]\n"},
		"null of a type":        {of("a", tftypes.NewValue(text, nil)), ""},
		"null map":              {of("a", tftypes.NewValue(tftypes.Map{ElementType: text}, nil)), ""},
		"empty":                 {object(t, `{"a": [], "b": "", "c": 0, "d": false}`), "a = []\nb = \"\"\nc = 0\nd = false\n"},
		"empty of any type":     {of("a", list(tftypes.DynamicPseudoType)), "a = []\n"},
		"empty map of any type": {of("a", mapOf(tftypes.DynamicPseudoType, nil)), "[a]\n"},
		"list":                  {of("a", list(text, "x", "y")), "a = [\"x\", \"y\"]\n"},
		"set":                   {of("a", set(text, "x", "y")), "a = [\"x\", \"y\"]\n"},
		"tuple":                 {object(t, `{"a": ["x", 1, true, ["y"]]}`), "a = [\"x\", 1, true, [\"y\"]]\n"},
		"map at the top":        {mapOf(number, map[string]tftypes.Value{"b": tftypes.NewValue(number, 1), "a": tftypes.NewValue(number, 2)}), "a = 2\nb = 1\n"},
		"objects in a set":      {of("a", tftypes.NewValue(tftypes.Set{ElementType: of("b", tftypes.NewValue(text, "")).Type()}, []tftypes.Value{of("b", tftypes.NewValue(text, "c"))})), "[[a]]\n  b = \"c\"\n"},
		"maps in a list":        {of("a", tftypes.NewValue(tftypes.List{ElementType: tftypes.Map{ElementType: text}}, []tftypes.Value{mapOf(text, nil)})), "[[a]]\n"},
		"lists in lists":        {object(t, `{"a": [[], [[1, "x"], []]]}`), "a = [[], [[1, \"x\"], []]]\n"},
		"whole numbers":         {object(t, `{"a": 1.0, "b": 1e3, "c": -0, "d": 9223372036854775807, "e": -9223372036854775808, "f": 1e18}`), "a = 1\nb = 1000\nc = 0\nd = 9223372036854775807\ne = -9223372036854775808\nf = 1000000000000000000\n"},
		"other numbers":         {object(t, `{"a": 0.1, "b": -1.5, "c": 0.000001}`), "a = 0.1\nb = -1.5\nc = 1e-06\n"},
		"keys that need quotes": {object(t, `{"a b": 1, "": 2, "c.d": {"ü": {"\"": 3}}, "tls-ca-file": 4}`), "\"\" = 2\n\"a b\" = 1\ntls-ca-file = 4\n\n[\"c.d\"]\n  [\"c.d\".\"ü\"]\n    \"\\\"\" = 3\n"},
		"one line":              {object(t, `{"a": "a \"quoted\" \\ path\tand 'more'"}`), "a = \"a \\\"quoted\\\" \\\\ path\\tand 'more'\"\n"},
		"several lines":         {object(t, `{"a": "\n\techo \"$X\" \\\n  'y'\n"}`), "a = '''\n\n\techo \"$X\" \\\n  'y'\n'''\n"},
		"no newline at its end": {object(t, `{"a": "x\ny"}`), "a = '''\nx\ny'''\n"},
		"three quotes":          {object(t, `{"a": "x\n'''"}`), "a = \"x\\n'''\"\n"},
		"three quotes inside":   {object(t, `{"a": "x\n'''y"}`), "a = \"x\\n'''y\"\n"},
		"a quote at its end":    {object(t, `{"a": "x\n'y'"}`), "a = \"x\\n'y'\"\n"},
		"lines of Windows":      {object(t, `{"a": "x\r\ny\r\n"}`), "a = \"x\\r\\ny\\r\\n\"\n"},
		"control characters":    {object(t, `{"a": "x\n\u0000\u001b\u007f"}`), "a = \"x\\n\\u0000\\u001b\\u007f\"\n"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			acctest.Equal(t, "the file", file(t, test.given), test.want)
		})
	}
}

// An error names the position, and never shows the value.
func TestConfigTOML_errors(t *testing.T) {
	t.Parallel()

	secret := "glrt-neverinanerror"
	huge, _, err := big.ParseFloat("1e-400", 10, 512, big.ToNearestEven)
	if err != nil {
		t.Fatal(err)
	}

	for name, test := range map[string]struct {
		given tftypes.Value
		want  tfdiag.ID
		place string
	}{
		"null":                   {tftypes.NewValue(tftypes.DynamicPseudoType, nil), tfdiag.TOMLNotObject, "config"},
		"null object":            {tftypes.NewValue(tftypes.Map{ElementType: text}, nil), tfdiag.TOMLNotObject, "config"},
		"a string":               {tftypes.NewValue(text, secret), tfdiag.TOMLNotObject, "config"},
		"a list":                 {object(t, `["`+secret+`"]`), tfdiag.TOMLNotObject, "config"},
		"an unknown list":        {tftypes.NewValue(tftypes.List{ElementType: text}, tftypes.UnknownValue), tfdiag.TOMLNotObject, "config"},
		"null in a tuple":        {object(t, `{"runners": [{}, {"docker": {"volumes": ["`+secret+`", null]}}]}`), tfdiag.TOMLNullInList, "config.runners[1].docker.volumes[1]"},
		"null in a list":         {of("a", list(text, secret, nil)), tfdiag.TOMLNullInList, "config.a[1]"},
		"null object in a list":  {object(t, `{"runners": [null]}`), tfdiag.TOMLNullInList, "config.runners[0]"},
		"text beside objects":    {object(t, `{"a": [{}, "`+secret+`"]}`), tfdiag.TOMLMixedList, "config.a[1]"},
		"object beside a number": {object(t, `{"a": [8080, {"token": "`+secret+`"}]}`), tfdiag.TOMLMixedList, "config.a[1]"},
		"list beside objects":    {object(t, `{"a": [{}, ["`+secret+`"]]}`), tfdiag.TOMLMixedList, "config.a[1]"},
		"objects in lists":       {object(t, `{"a": [[], [{"token": "`+secret+`"}]]}`), tfdiag.TOMLNestedObjects, "config.a[1]"},
		"far down":               {object(t, `{"a": {"b": [{"c": [[[], [{}]]]}]}}`), tfdiag.TOMLNestedObjects, "config.a.b[0].c[0][1]"},
		"object beside a bool":   {object(t, `{"a": [true, {}]}`), tfdiag.TOMLMixedList, "config.a[1]"},
		"more than 64 bits":      {object(t, `{"runners": [{"limit": 9223372036854775808}]}`), tfdiag.TOMLIntegerTooLarge, "config.runners[0].limit"},
		"very many bits":         {object(t, `{"limit": -1e999999}`), tfdiag.TOMLIntegerTooLarge, "config.limit"},
		"too small":              {of("a", tftypes.NewValue(number, huge)), tfdiag.TOMLNumberTooLarge, "config.a"},
		"infinite":               {of("a", tftypes.NewValue(number, new(big.Float).SetInf(false))), tfdiag.TOMLNumberTooLarge, "config.a"},
		"a key that is no name":  {object(t, `{"a": {"example.com/x": {"a b": [null]}}}`), tfdiag.TOMLNullInList, `config.a["example.com/x"]["a b"][0]`},
		"runner of no list":      {object(t, `{"runners": {"token": "`+secret+`"}}`), tfdiag.TOMLRunnersNotList, "config.runners"},
		"runners of a text":      {object(t, `{"runners": "`+secret+`"}`), tfdiag.TOMLRunnersNotList, "config.runners"},
		"a runner of a text":     {object(t, `{"runners": [{}, "`+secret+`"]}`), tfdiag.TOMLRunnerNotObject, "config.runners[1]"},
		"a runner of a list":     {object(t, `{"runners": [[{}]]}`), tfdiag.TOMLRunnerNotObject, "config.runners[0]"},
		"null token":             {object(t, `{"runners": [{"token": "`+secret+`"}, {"token": null}]}`), tfdiag.TOMLTokenNull, "config.runners[1].token"},
		"null token in a map": {
			of("runners", tftypes.NewValue(
				tftypes.List{ElementType: tftypes.Map{ElementType: text}},
				[]tftypes.Value{tftypes.NewValue(tftypes.Map{ElementType: text}, map[string]tftypes.Value{"token": tftypes.NewValue(text, nil)})},
			)), tfdiag.TOMLTokenNull, "config.runners[0].token",
		},
		"the first in order":  {object(t, `{"`+strings.Join(strings.Split("zyxwvutsrqponmlkjihgfedcba", ""), `": [null], "`)+`": [null]}`), tfdiag.TOMLNullInList, "config.a[0]"},
		"text of no encoding": {of("token", tftypes.NewValue(text, secret+"\xff")), tfdiag.TOMLInvalidText, "config.token"},
		"key of no encoding":  {of("a", of("\xff", tftypes.NewValue(text, secret))), tfdiag.TOMLInvalidKey, "config.a"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			result, refused := call(t, test.given)
			if refused == nil {
				t.Fatalf("it is taken: %s", result)
			}

			if refused.FunctionArgument == nil || *refused.FunctionArgument != 0 {
				t.Errorf("%v is not about the argument", refused)
			}

			acctest.Equal(t, "the diagnostic", tfdiag.IdentifyFunction(refused.Text), test.want)
			acctest.Contains(t, refused.Text, "`"+test.place+"`")

			for _, value := range []string{secret, "8080", "9223", "999", "e-400", "Inf"} {
				if strings.Contains(refused.Text, value) {
					t.Errorf("the value is in: %s", refused)
				}
			}
		})
	}
}

// An unknown value makes the whole file unknown, and errors in other values are still
// reported.
func TestConfigTOML_unknown(t *testing.T) {
	t.Parallel()

	later := tftypes.NewValue(text, tftypes.UnknownValue)
	anything := tftypes.NewValue(tftypes.DynamicPseudoType, tftypes.UnknownValue)
	tuple := func(elements ...tftypes.Value) tftypes.Value {
		kinds := make([]tftypes.Type, len(elements))
		for i, element := range elements {
			kinds[i] = element.Type()
		}

		return tftypes.NewValue(tftypes.Tuple{ElementTypes: kinds}, elements)
	}

	for name, given := range map[string]tftypes.Value{
		"all of it":              anything,
		"an object":              tftypes.NewValue(of("a", later).Type(), tftypes.UnknownValue),
		"a text":                 of("token", later),
		"in a list":              of("runners", tuple(object(t, `{"name": "a"}`), of("token", later))),
		"of any type":            of("a", anything),
		"of any type in a list":  of("a", tuple(anything, object(t, `{}`))),
		"of any type beside":     of("a", tuple(object(t, `{}`), anything)),
		"a set":                  of("a", tftypes.NewValue(tftypes.Set{ElementType: text}, tftypes.UnknownValue)),
		"an element of a set":    of("a", set(text, "x", tftypes.UnknownValue)),
		"beside what is unknown": of("a", tuple(later, later)),
	} {
		if result, refused := call(t, given); refused != nil || !result.IsUnknown() {
			t.Errorf("%s: got %s (%v), want unknown", name, result, refused)
		}
	}

	for place, test := range map[string]struct {
		given tftypes.Value
		want  tfdiag.ID
	}{
		"config.a[1]": {of("a", tuple(later, tftypes.NewValue(text, nil))), tfdiag.TOMLNullInList},
		"config.b[1]": {of("b", tuple(of("token", later), later)), tfdiag.TOMLMixedList},
		"config.c[2]": {of("c", tuple(anything, object(t, `{}`), later)), tfdiag.TOMLMixedList},
	} {
		_, refused := call(t, test.given)
		acctest.Equal(t, "the diagnostic", tfdiag.IdentifyFunction(refused.Text), test.want)
		acctest.Contains(t, refused.Text, "`"+place+"`")
	}
}
