package provider

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"strconv"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

// providerModel is the provider block.
type providerModel struct {
	BaseURL               types.String `tfsdk:"base_url"`
	Token                 types.String `tfsdk:"token"`
	CACertFile            types.String `tfsdk:"cacert_file"`
	CACertPEM             types.String `tfsdk:"cacert_pem"`
	ClientCert            types.String `tfsdk:"client_cert"`
	ClientKey             types.String `tfsdk:"client_key"`
	Insecure              types.Bool   `tfsdk:"insecure"`
	Headers               types.Map    `tfsdk:"headers"`
	Retries               types.Int64  `tfsdk:"retries"`
	RequestTimeout        types.String `tfsdk:"request_timeout"`
	MaxConcurrentRequests types.Int64  `tfsdk:"max_concurrent_requests"`
	EarlyAuthCheck        types.Bool   `tfsdk:"early_auth_check"`
}

// unknown names the attributes whose values are not known yet, or only in part,
// because they come from an object that the apply will create.
func (m providerModel) unknown(ctx context.Context) []string {
	var names []string

	for field, member := range reflect.ValueOf(m).Fields() {
		if value, ok := member.Interface().(attr.Value); ok {
			if raw, err := value.ToTerraformValue(ctx); err == nil && !raw.IsFullyKnown() {
				names = append(names, field.Tag.Get("tfsdk"))
			}
		}
	}

	return names
}

// reader reads settings: from the configuration, else from the environment. A
// diagnostic names the attribute, wherever the value comes from.
type reader struct {
	getenv func(string) string
	diags  diag.Diagnostics
	// source is the environment variable that the last text came from. It is empty
	// for the configuration.
	source string
}

// text is the first value that is not empty.
func (r *reader) text(configured types.String, variables ...string) string {
	r.source = ""

	if value := configured.ValueString(); value != "" {
		return value
	}

	for _, variable := range variables {
		if value := r.getenv(variable); value != "" {
			r.source = variable

			return value
		}
	}

	return ""
}

// refuse reports a value that cannot be used, and where it comes from.
func (r *reader) refuse(attribute string, id tfdiag.ID, values tfdiag.Values) {
	r.refuseAt(path.Root(attribute), id, values)
}

func (r *reader) refuseAt(attribute path.Path, id tfdiag.ID, values tfdiag.Values) {
	source := fmt.Sprintf("`%s`", attribute)
	if r.source != "" {
		source += fmt.Sprintf(" (from the environment variable %s)", r.source)
	}

	all := tfdiag.Values{"source": source}
	maps.Copy(all, values)
	r.diags.Append(tfdiag.At(attribute, id, all))
}

func (r *reader) boolean(attribute string, configured types.Bool, variable string) bool {
	text := r.getenv(variable)
	if !configured.IsNull() || text == "" {
		return configured.ValueBool()
	}

	value, err := strconv.ParseBool(text)
	if err != nil {
		r.refuse(attribute, tfdiag.VariableNotBoolean, tfdiag.Values{"variable": variable, "value": strconv.Quote(text)})
	}

	return value
}

func (r *reader) number(attribute string, configured types.Int64, variable string, least, most, byDefault int64) int {
	text := r.getenv(variable)

	switch {
	case !configured.IsNull():
		return int(configured.ValueInt64())
	case text == "":
		return int(byDefault)
	}

	value, err := strconv.ParseInt(text, 10, 64)
	if err != nil || value < least || value > most {
		r.refuse(attribute, tfdiag.VariableNotNumber, tfdiag.Values{
			"variable": variable, "value": strconv.Quote(text), "least": least, "most": most, "example": byDefault,
		})
	}

	return int(value)
}

func (r *reader) headers(configured types.Map, variable string) map[string]string {
	headers := make(map[string]string)

	if text := r.getenv(variable); configured.IsNull() && text != "" {
		if json.Unmarshal([]byte(text), &headers) != nil {
			r.refuse("headers", tfdiag.VariableNotHeaders, tfdiag.Values{"variable": variable})
		}
	}

	for name, value := range configured.Elements() {
		if value, ok := value.(types.String); ok && !value.IsNull() {
			headers[name] = value.ValueString()
		}
	}

	for name, value := range headers {
		attribute := path.Root("headers")
		if !configured.IsNull() {
			attribute = attribute.AtMapKey(name)
		}

		if id := headerProblem(name, value); id != "" {
			r.refuseAt(attribute, id, tfdiag.Values{"header": strconv.Quote(name)})
		}
	}

	return headers
}

// headerProblem is the diagnostic of a header that would change the request
// around it. It is empty for a header that can be sent.
func headerProblem(name, value string) tfdiag.ID {
	notInName := func(char rune) bool {
		return !strings.ContainsRune("!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", char)
	}

	switch {
	case name == "" || strings.ContainsFunc(name, notInName):
		return tfdiag.HeaderNameInvalid
	case strings.ContainsFunc(value, isControl):
		return tfdiag.HeaderValueInvalid
	}

	switch strings.ToLower(name) {
	case "private-token", "job-token":
		return tfdiag.HeaderIsToken
	case "host", "content-length", "content-type", "transfer-encoding", "connection", "accept", "accept-encoding", "user-agent":
		return tfdiag.HeaderReserved
	case "idempotency-key", "x-idempotency-key":
		// With it, Go's HTTP client repeats a create whose connection broke.
		return tfdiag.HeaderRepeatsRequests
	case "x-http-method-override":
		return tfdiag.HeaderChangesMethod
	default:
		return ""
	}
}

func isControl(char rune) bool { return char < ' ' && char != '\t' || char == 0x7f }
