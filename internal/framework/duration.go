package framework

import (
	"context"
	"errors"
	"math"
	"regexp"
	"strconv"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

const day = 24 * time.Hour

var days = regexp.MustCompile(`^(-?)([0-9]+)d$`)

// durationError is the diagnostic of a text that is not a duration.
type durationError tfdiag.ID

func (e durationError) Error() string { return string(e) }

// ParseDuration reads a duration, such as 90m, 720h or 30d. It refuses negative
// durations and those longer than about 292 years, the maximum of [time.Duration].
func ParseDuration(text string) (time.Duration, error) {
	if match := days.FindStringSubmatch(text); match != nil {
		count, err := strconv.ParseInt(match[2], 10, 64)

		switch {
		case match[1] != "":
			return 0, durationError(tfdiag.DurationNegative)
		case err != nil || count > math.MaxInt64/int64(day):
			return 0, durationError(tfdiag.DurationTooLong)
		}

		return time.Duration(count) * day, nil
	}

	parsed, err := time.ParseDuration(text)

	switch {
	case err != nil:
		return 0, durationError(tfdiag.DurationInvalid)
	case parsed < 0:
		return 0, durationError(tfdiag.DurationNegative)
	}

	return parsed, nil
}

// Duration reads the duration of an attribute. example shows, in an error, values
// that fit the attribute.
func Duration(attribute path.Path, text types.String, example string) (time.Duration, diag.Diagnostics) {
	duration, err := ParseDuration(text.ValueString())
	if problem, ok := errors.AsType[durationError](err); ok {
		return 0, diag.Diagnostics{tfdiag.At(attribute, tfdiag.ID(problem), tfdiag.Values{"value": text, "example": example})}
	}

	return duration, nil
}

// DurationValidator checks a string attribute at plan time. example is that of
// [Duration].
func DurationValidator(example string) validator.String {
	return durationValidator{described("a duration, such as " + example), example, false}
}

// PositiveDurationValidator is DurationValidator for an attribute that cannot be 0.
func PositiveDurationValidator(example string) validator.String {
	return durationValidator{described("a duration of more than 0, such as " + example), example, true}
}

type durationValidator struct {
	described
	example  string
	positive bool
}

func (v durationValidator) ValidateString(_ context.Context, req validator.StringRequest, resp *validator.StringResponse) {
	if req.ConfigValue.IsNull() || req.ConfigValue.IsUnknown() {
		return
	}

	duration, diags := Duration(req.Path, req.ConfigValue, v.example)
	if v.positive && duration == 0 && !diags.HasError() {
		diags.Append(tfdiag.At(req.Path, tfdiag.DurationZero, tfdiag.Values{"value": req.ConfigValue, "example": v.example}))
	}

	resp.Diagnostics.Append(diags...)
}
