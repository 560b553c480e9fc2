package framework

import (
	"context"
	"fmt"
	"math"
	"regexp"
	"strconv"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
)

const day = 24 * time.Hour

var days = regexp.MustCompile(`^([0-9]+)d$`)

// ParseDuration reads a duration. It refuses what is malformed, negative or too long
// to count (about 292 years); there is no lower bound but zero.
func ParseDuration(text string) (time.Duration, error) {
	if match := days.FindStringSubmatch(text); match != nil {
		count, err := strconv.ParseInt(match[1], 10, 64)
		if err != nil || count > math.MaxInt64/int64(day) {
			return 0, fmt.Errorf("%q is too long", text)
		}

		return time.Duration(count) * day, nil
	}

	parsed, err := time.ParseDuration(text)

	switch {
	case err != nil:
		return 0, fmt.Errorf(`%q is not a duration; write it as "90m", "720h" or "30d"`, text)
	case parsed < 0:
		return 0, fmt.Errorf("%q is negative", text)
	}

	return parsed, nil
}

// DurationValidator checks a string attribute at plan time.
func DurationValidator() validator.String { return durationValidator{} }

type durationValidator struct{}

// Description implements [validator.Describer].
func (durationValidator) Description(context.Context) string {
	return "a duration, as 90m, 720h or 30d"
}

// MarkdownDescription implements [validator.Describer].
func (v durationValidator) MarkdownDescription(ctx context.Context) string {
	return v.Description(ctx)
}

// ValidateString implements [validator.String].
func (durationValidator) ValidateString(_ context.Context, req validator.StringRequest, resp *validator.StringResponse) {
	if req.ConfigValue.IsNull() || req.ConfigValue.IsUnknown() {
		return
	}

	if _, err := ParseDuration(req.ConfigValue.ValueString()); err != nil {
		resp.Diagnostics.AddAttributeError(req.Path, "Invalid duration", fmt.Sprintf("The value of %s: %s.", req.Path, err))
	}
}
