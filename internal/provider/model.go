package provider

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// providerModel is the provider block as it was written.
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

// unknown names the attributes that are not known yet, because they come from
// something that is still to be created.
func (m providerModel) unknown() []string {
	var names []string

	note := func(name string, unknown bool) {
		if unknown {
			names = append(names, name)
		}
	}

	note("base_url", m.BaseURL.IsUnknown())
	note("token", m.Token.IsUnknown())
	note("cacert_file", m.CACertFile.IsUnknown())
	note("cacert_pem", m.CACertPEM.IsUnknown())
	note("client_cert", m.ClientCert.IsUnknown())
	note("client_key", m.ClientKey.IsUnknown())
	note("insecure", m.Insecure.IsUnknown())
	note("headers", !known(m.Headers))
	note("retries", m.Retries.IsUnknown())
	note("request_timeout", m.RequestTimeout.IsUnknown())
	note("max_concurrent_requests", m.MaxConcurrentRequests.IsUnknown())
	note("early_auth_check", m.EarlyAuthCheck.IsUnknown())

	return names
}

func known(headers types.Map) bool {
	if headers.IsUnknown() {
		return false
	}

	for _, value := range headers.Elements() {
		if value.IsUnknown() {
			return false
		}
	}

	return true
}

// reader reads settings: the configuration first, the environment after it.
// What is wrong with a value lands on its attribute, whichever it came from.
type reader struct {
	getenv func(string) string
	diags  diag.Diagnostics
	// source is the variable that the last text came from, empty for the
	// configuration.
	source string
}

// text is the first value that is there and not empty.
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

// wrong reports a text that cannot be used, and where it came from.
func (r *reader) wrong(attribute, detail string) {
	if r.source != "" {
		detail = "It comes from the environment variable " + r.source + ". " + detail
	}

	r.malformed(attribute, detail)
}

func (r *reader) boolean(attribute string, configured types.Bool, variable string) bool {
	text := r.getenv(variable)
	if !configured.IsNull() || text == "" {
		return configured.ValueBool()
	}

	value, err := strconv.ParseBool(text)
	if err != nil {
		r.malformed(attribute, fmt.Sprintf("%s holds %q; write true or false.", variable, text))
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
		r.malformed(attribute, fmt.Sprintf("%s holds %q; write a whole number from %d to %d.", variable, text, least, most))
	}

	return int(value)
}

func (r *reader) headers(configured types.Map, variable string) map[string]string {
	headers := make(map[string]string)

	if text := r.getenv(variable); configured.IsNull() && text != "" {
		if json.Unmarshal([]byte(text), &headers) != nil {
			r.malformed("headers", variable+` is not a JSON object of texts, as {"X-Proxy-User": "terraform"}.`)
		}
	}

	for name, value := range configured.Elements() {
		if value, ok := value.(types.String); ok && !value.IsNull() {
			headers[name] = value.ValueString()
		}
	}

	for name, value := range headers {
		if problem := headerProblem(name, value); problem != "" {
			r.malformed("headers", fmt.Sprintf("The header %q %s.", name, problem))
		}
	}

	return headers
}

// headerProblem keeps configuration from changing the request around it.
func headerProblem(name, value string) string {
	notInName := func(char rune) bool {
		return !strings.ContainsRune("!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", char)
	}

	switch {
	case name == "" || strings.ContainsFunc(name, notInName):
		return "has a name that HTTP does not allow"
	case strings.ContainsFunc(value, isControl):
		return "has a control character in its value, perhaps a line break at its end"
	}

	switch strings.ToLower(name) {
	case "private-token", "job-token":
		return "is how GitLab takes a token; set token instead"
	case "host", "content-length", "content-type", "transfer-encoding", "connection", "accept", "accept-encoding", "user-agent":
		return "is the provider's own and cannot be set"
	case "idempotency-key", "x-idempotency-key":
		// Go's HTTP client believes it, and sends a create again whose connection broke.
		return "says that GitLab does nothing twice, which it does not promise"
	case "x-http-method-override":
		return "makes another request of each"
	}

	return ""
}

func isControl(char rune) bool { return char < ' ' && char != '\t' || char == 0x7f }

// malformed reports a value that cannot be used.
func (r *reader) malformed(attribute, detail string) {
	r.diags.AddAttributeError(path.Root(attribute), "Invalid "+attribute, detail)
}
