package framework

import (
	"context"
	"fmt"
	"maps"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/hashicorp/terraform-plugin-framework-validators/boolvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/listresourcevalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/listvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/mapvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/setvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

// OneOf accepts these values.
func OneOf(values ...string) validator.String {
	quoted := make([]string, len(values))
	for i, value := range values {
		quoted[i] = "`" + value + "`"
	}

	text := quoted[len(quoted)-1]
	if others := quoted[:len(quoted)-1]; len(others) > 0 {
		text = strings.Join(others, ", ") + " or " + text
	}

	return stringLimit{stringvalidator.OneOf(values...), limit{tfdiag.ValueNotAllowed, tfdiag.Values{"values": text}}}
}

// Matches accepts the texts that match a pattern. form says in an error what the
// attribute must be, and example shows values that fit it.
func Matches(pattern *regexp.Regexp, form, example string) validator.String {
	return stringLimit{stringvalidator.RegexMatches(pattern, form), limit{tfdiag.ValueMalformed, tfdiag.Values{"form": form, "example": example}}}
}

// NotEmpty refuses the empty text.
func NotEmpty(example string) validator.String {
	return stringLimit{stringvalidator.LengthAtLeast(1), limit{tfdiag.TextEmpty, tfdiag.Values{"example": example}}}
}

// AtMostCharacters accepts texts of at most that many characters.
func AtMostCharacters(most int, example string) validator.String {
	return stringLimit{stringvalidator.UTF8LengthAtMost(most), limit{tfdiag.TextTooLong, tfdiag.Values{"most": most, "example": example}}}
}

// ConflictsWith refuses an attribute together with another one.
func ConflictsWith(other string) validator.String {
	return stringLimit{stringvalidator.ConflictsWith(path.MatchRoot(other)), limit{tfdiag.AttributesConflict, tfdiag.Values{"other": other}}}
}

// Requires refuses an attribute without another one, of which example is a value.
func Requires(other, example string) validator.String {
	return stringLimit{stringvalidator.AlsoRequires(path.MatchRoot(other)), limit{tfdiag.AttributeMissing, tfdiag.Values{"other": other, "example": example}}}
}

// AtLeast accepts the numbers from a minimum on. unit is what they count.
func AtLeast(least int64, unit, example string) validator.Int64 {
	return int64Limit{int64validator.AtLeast(least), limit{tfdiag.NumberOutOfRange, tfdiag.Values{"limit": fmt.Sprintf("at least %d %s", least, unit), "example": example}}}
}

// AtMost accepts the numbers up to a maximum. unit is what they count.
func AtMost(most int64, unit, example string) validator.Int64 {
	return int64Limit{int64validator.AtMost(most), limit{tfdiag.NumberOutOfRange, tfdiag.Values{"limit": fmt.Sprintf("at most %d %s", most, unit), "example": example}}}
}

// Between accepts the numbers of a range. unit is what they count.
func Between(least, most int64, unit, example string) validator.Int64 {
	return int64Limit{int64validator.Between(least, most), limit{tfdiag.NumberOutOfRange, tfdiag.Values{"limit": fmt.Sprintf("from %d to %d %s", least, most, unit), "example": example}}}
}

// OnlyTrue accepts true, for an attribute that is omitted otherwise.
func OnlyTrue() validator.Bool {
	return boolLimit{boolvalidator.Equals(true), limit{tfdiag.ValueNotAllowed, tfdiag.Values{"values": "`true`, or remove the attribute"}}}
}

// SetOfTexts accepts sets whose elements are not null and accepted by validators.
func SetOfTexts(validators ...validator.String) []validator.Set {
	return []validator.Set{setLimit{setvalidator.NoNullValues(), withoutNull}, setvalidator.ValueStringsAre(validators...)}
}

// SetOfIDs accepts sets of IDs.
func SetOfIDs() []validator.Set {
	return []validator.Set{setLimit{setvalidator.NoNullValues(), withoutNull}, setvalidator.ValueInt64sAre(IDValidator())}
}

// ListOfTexts accepts lists whose elements are not null and accepted by validators.
func ListOfTexts(validators ...validator.String) []validator.List {
	return []validator.List{listLimit{listvalidator.NoNullValues(), withoutNull}, listvalidator.ValueStringsAre(validators...)}
}

// MapNotEmpty refuses the empty map.
func MapNotEmpty(example string) validator.Map {
	return mapLimit{mapvalidator.SizeAtLeast(1), limit{tfdiag.MapEmpty, tfdiag.Values{"example": example}}}
}

// ListExactlyOneOf requires one of two attributes of a list resource, and refuses
// both. example is a value of the first.
func ListExactlyOneOf(first, second, example string) list.ConfigValidator {
	return exactlyOneOf{
		listresourcevalidator.ExactlyOneOf(path.MatchRoot(first), path.MatchRoot(second)),
		tfdiag.Values{"attribute": first, "other": second, "example": example},
	}
}

// limit is a diagnostic of the catalogue that replaces the error of a validator
// of terraform-plugin-framework-validators, whose texts name no unit and no
// example. The validator decides, and costs nothing more for a valid value.
type limit struct {
	id     tfdiag.ID
	values tfdiag.Values
}

// check replaces the errors that a validator appends.
func (l limit) check(attribute path.Path, value attr.Value, diags *diag.Diagnostics, validate func()) {
	first := len(*diags)
	validate()

	if len(*diags) == first || isWorded((*diags)[first]) {
		return
	}

	values := tfdiag.Values{"value": value}
	if text, ok := value.(types.String); ok {
		values = tfdiag.Values{"value": shown(text.ValueString()), "count": utf8.RuneCountInString(text.ValueString())}
	}

	maps.Copy(values, l.values)
	*diags = append((*diags)[:first], tfdiag.At(attribute, l.id, values))
}

// isWorded reports whether an error has a text of the catalogue. A validator that
// reads another attribute repeats the error of its type.
func isWorded(found diag.Diagnostic) bool {
	return tfdiag.Identify(found.Severity(), found.Summary(), found.Detail()) != ""
}

// mostShown is the number of characters of a value that an error repeats.
const mostShown = 60

func shown(text string) string {
	if characters := []rune(text); len(characters) > mostShown {
		text = string(characters[:mostShown]) + "…"
	}

	return strconv.Quote(text)
}

var withoutNull = limit{id: tfdiag.ElementNull}

type (
	stringLimit struct {
		validator.String
		limit
	}
	int64Limit struct {
		validator.Int64
		limit
	}
	boolLimit struct {
		validator.Bool
		limit
	}
	setLimit struct {
		validator.Set
		limit
	}
	listLimit struct {
		validator.List
		limit
	}
	mapLimit struct {
		validator.Map
		limit
	}
)

func (v stringLimit) ValidateString(ctx context.Context, req validator.StringRequest, resp *validator.StringResponse) {
	v.check(req.Path, req.ConfigValue, &resp.Diagnostics, func() { v.String.ValidateString(ctx, req, resp) })
}

func (v int64Limit) ValidateInt64(ctx context.Context, req validator.Int64Request, resp *validator.Int64Response) {
	v.check(req.Path, req.ConfigValue, &resp.Diagnostics, func() { v.Int64.ValidateInt64(ctx, req, resp) })
}

func (v boolLimit) ValidateBool(ctx context.Context, req validator.BoolRequest, resp *validator.BoolResponse) {
	v.check(req.Path, req.ConfigValue, &resp.Diagnostics, func() { v.Bool.ValidateBool(ctx, req, resp) })
}

func (v setLimit) ValidateSet(ctx context.Context, req validator.SetRequest, resp *validator.SetResponse) {
	v.check(req.Path, req.ConfigValue, &resp.Diagnostics, func() { v.Set.ValidateSet(ctx, req, resp) })
}

func (v listLimit) ValidateList(ctx context.Context, req validator.ListRequest, resp *validator.ListResponse) {
	v.check(req.Path, req.ConfigValue, &resp.Diagnostics, func() { v.List.ValidateList(ctx, req, resp) })
}

func (v mapLimit) ValidateMap(ctx context.Context, req validator.MapRequest, resp *validator.MapResponse) {
	v.check(req.Path, req.ConfigValue, &resp.Diagnostics, func() { v.Map.ValidateMap(ctx, req, resp) })
}

type exactlyOneOf struct {
	list.ConfigValidator
	values tfdiag.Values
}

func (v exactlyOneOf) ValidateListResourceConfig(ctx context.Context, req list.ValidateConfigRequest, resp *list.ValidateConfigResponse) {
	v.ConfigValidator.ValidateListResourceConfig(ctx, req, resp)

	// The library names an attribute where both are set, and none where none is.
	for i, found := range resp.Diagnostics {
		if isWorded(found) {
			continue
		}

		resp.Diagnostics[i] = tfdiag.New(tfdiag.AttributesMissing, v.values)

		if both, ok := found.(diag.DiagnosticWithPath); ok {
			resp.Diagnostics[i] = tfdiag.At(both.Path(), tfdiag.AttributesConflict, v.values)
		}
	}
}
