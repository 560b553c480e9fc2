package tfdiag

// What the provider says of its own configuration.
const (
	BaseURLInvalid         ID = "provider-base-url-invalid"
	UnencryptedHTTP        ID = "provider-unencrypted-http"
	TokenIsJobToken        ID = "provider-token-is-job-token"
	TokenIsNoAccessToken   ID = "provider-token-is-no-access-token"
	TokenHasWhiteSpace     ID = "provider-token-has-white-space"
	CACertFileUnreadable   ID = "provider-cacert-file-unreadable"
	CACertEmpty            ID = "provider-cacert-empty"
	ClientKeyMissing       ID = "provider-client-key-missing"
	ClientCertMissing      ID = "provider-client-cert-missing"
	ClientCertUnreadable   ID = "provider-client-cert-unreadable"
	ClientCertMismatch     ID = "provider-client-cert-mismatch"
	VariableNotBoolean     ID = "provider-variable-not-boolean"
	VariableNotNumber      ID = "provider-variable-not-number"
	VariableNotHeaders     ID = "provider-variable-not-headers"
	RequestTimeoutInvalid  ID = "provider-request-timeout-invalid"
	RequestTimeoutZero     ID = "provider-request-timeout-zero"
	HeaderNameInvalid      ID = "provider-header-name-invalid"
	HeaderValueInvalid     ID = "provider-header-value-invalid"
	HeaderIsToken          ID = "provider-header-is-token"
	HeaderReserved         ID = "provider-header-reserved"
	HeaderRepeatsRequests  ID = "provider-header-repeats-requests"
	HeaderChangesMethod    ID = "provider-header-changes-method"
	ClientNotCreated       ID = "provider-client-not-created"
	ProviderDataUnexpected ID = "provider-data-unexpected"
)

const (
	privateKeyNeedsNoShowing = "The value is not repeated here, because it may be a private key."
	issuePage                = "https://github.com/gitlabrunner/terraform-provider-gitlabrunner/issues"
	reportBug                = "This is a bug in the provider. Report it with this text at " + issuePage + "."
	writeHeadersAsJSON       = "Write a JSON object, such as `{\"X-Proxy-User\": \"terraform\"}`."
	variableInvalid          = "Invalid environment variable"
	headerInvalid            = "Invalid HTTP header"
	clientCertificateInvalid = "Invalid client certificate"
)

// The texts take {source}, which is the attribute, with the environment variable
// that the value comes from.
var providerEntries = map[ID]entry{
	BaseURLInvalid: {
		asError, "Invalid base_url", "{source} cannot be used: {reason}.",
		"Write the URL of the GitLab instance, such as `https://gitlab.example.com`.",
	},
	UnencryptedHTTP: {
		asWarning, "Access token sent over unencrypted HTTP",
		"`base_url` is {url}, so the access token and the tokens of the runners can be read on the network.", "Use `https` in `base_url`.",
	},
	TokenIsNoAccessToken: {
		asError, "Invalid token", "{source} is {kind}, but it must be an access token.",
		"Create a personal, group or project access token, and set it instead.",
	},
	TokenIsJobToken: {
		asError, "Invalid token", "{source} is the job token of a pipeline, which the Runners API does not accept.",
		"Create a personal, group or project access token with the scopes that the configuration needs: `create_runner` and `manage_runner` for runners, " +
			"`read_api` for lists, `api` only for assignments and registration tokens. Pass it to the pipeline as a masked variable.",
	},
	TokenHasWhiteSpace: {
		asError, "Invalid token", "{source} begins or ends with whitespace, or contains a control character, such as the line break at the end of a file.",
		"Remove these characters. In a configuration, the function `trimspace` removes whitespace and line breaks at both ends.",
	},
	CACertFileUnreadable: {
		asError, "Invalid cacert_file", "The file that {source} names cannot be read: {reason}.",
		"Write the path of a PEM file that the provider can read.",
	},
	CACertEmpty: {
		asError, "Invalid CA certificate", "`{attribute}` contains no certificate.",
		"Use a certificate in PEM format, which begins with `-----BEGIN CERTIFICATE-----`.",
	},
	ClientKeyMissing: {
		asError, "Missing client_key", "`client_cert` is set without its private key.", "Set `client_key` (or GITLAB_CLIENT_KEY) as well.",
	},
	ClientCertMissing: {
		asError, "Missing client_cert", "`client_key` is set without its certificate.", "Set `client_cert` (or GITLAB_CLIENT_CERT) as well.",
	},
	ClientCertUnreadable: {
		asError, clientCertificateInvalid, "`{attribute}` is neither PEM text nor the path of a readable file. " + privateKeyNeedsNoShowing,
		"Write the text, which begins with `-----BEGIN`, or the path of a PEM file that the provider can read.",
	},
	ClientCertMismatch: {
		asError, clientCertificateInvalid, "`client_cert` and `client_key` cannot be used together: {reason}.", "Use the private key that belongs to the certificate.",
	},
	VariableNotBoolean: {asError, variableInvalid, "{variable} is {value}, but `{attribute}` is a boolean.", "Write `true` or `false`."},
	VariableNotNumber: {
		asError, variableInvalid, "{variable} is {value}, but `{attribute}` is a whole number from {least} to {most}.", "Write such a number, for example `{example}`.",
	},
	VariableNotHeaders: {asError, variableInvalid, "{variable} is not a JSON object with string values.", writeHeadersAsJSON},
	RequestTimeoutInvalid: {
		asError, "Invalid request_timeout", "{source} is {value}, which is not a duration.", "Write a number with a unit (`s`, `m`, `h` or `d`), such as `60s` or `2m`.",
	},
	RequestTimeoutZero: {
		asError, "Invalid request_timeout", "{source} is {value}, but the timeout must be greater than 0.", "Write a duration such as `60s`, which is the default.",
	},
	HeaderNameInvalid: {
		asError, headerInvalid, "{header} is not the name of an HTTP header.", "Use letters, digits and hyphens, as in `X-Proxy-User`.",
	},
	HeaderValueInvalid: {
		asError, headerInvalid, "The value of the header {header} contains a control character, such as the line break at the end of a file.",
		"Remove this character. In a configuration, the function `trimspace` removes line breaks at both ends.",
	},
	HeaderIsToken: {
		asError, headerInvalid, "The header {header} carries an access token.", "Remove the header, and set `token` (or GITLAB_TOKEN) instead.",
	},
	HeaderReserved: {asError, headerInvalid, "The provider sets the header {header} itself.", "Remove the header."},
	HeaderRepeatsRequests: {
		asError, headerInvalid, "The header {header} would let the HTTP client repeat requests that create a runner, but GitLab does not detect repeated requests.",
		"Remove this header.",
	},
	HeaderChangesMethod:    {asError, headerInvalid, "The header {header} would change the HTTP method of every request.", "Remove this header."},
	ClientNotCreated:       {asError, "Unable to set up client", "The client for GitLab cannot be created: {reason}.", reportBug},
	ProviderDataUnexpected: {asError, "Unexpected provider data", "Expected {expected}, got {got}.", reportBug},
}
