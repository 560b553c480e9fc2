package tfdiag

const (
	privateKeyNeedsNoShowing = "The value is not repeated here, because it may be a private key."
	issuePage                = "https://github.com/gitlabrunner/terraform-provider-gitlabrunner/issues"
	reportBug                = "This is a bug in the provider. Report it with this text at " + issuePage + "."
	writeHeadersAsJSON       = "Write a JSON object, such as `{\"X-Proxy-User\": \"terraform\"}`."
	variableInvalid          = "Invalid environment variable"
	headerInvalid            = "Invalid HTTP header"
	clientCertificateInvalid = "Invalid client certificate"
)

// What the provider says of its own configuration.
//
// The texts take {source}, which is the attribute, with the environment variable
// that the value comes from.
var (
	BaseURLInvalid = errorEntry("provider-base-url-invalid", "Invalid base_url",
		"{source} cannot be used: {reason}.",
		"Write the URL of the GitLab instance, such as `https://gitlab.example.com`.")
	UnencryptedHTTP = warningEntry("provider-unencrypted-http", "Access token sent over unencrypted HTTP",
		"`base_url` is {url}, so the access token and the tokens of the runners can be read on the network.", "Use `https` in `base_url`.")
	TokenIsNoAccessToken = errorEntry("provider-token-is-no-access-token", "Invalid token",
		"{source} is {kind}, but it must be an access token.",
		"Create a personal, group or project access token, and set it instead.")
	TokenIsJobToken = errorEntry("provider-token-is-job-token", "Invalid token",
		"{source} is the job token of a pipeline, which the Runners API does not accept.",
		"Create a personal, group or project access token with the scopes that the configuration needs: `create_runner` and `manage_runner` for runners, "+
			"`read_api` for lists, `api` only for assignments and registration tokens. Pass it to the pipeline as a masked variable.")
	TokenHasWhiteSpace = errorEntry("provider-token-has-white-space", "Invalid token",
		"{source} begins or ends with whitespace, or contains a control character, such as the line break at the end of a file.",
		"Remove these characters. In a configuration, the function `trimspace` removes whitespace and line breaks at both ends.")
	CACertFileUnreadable = errorEntry("provider-cacert-file-unreadable", "Invalid cacert_file",
		"The file that {source} names cannot be read: {reason}.",
		"Write the path of a PEM file that the provider can read.")
	CACertEmpty = errorEntry("provider-cacert-empty", "Invalid CA certificate",
		"`{attribute}` contains no certificate.",
		"Use a certificate in PEM format, which begins with `-----BEGIN CERTIFICATE-----`.")
	ClientKeyMissing = errorEntry("provider-client-key-missing", "Missing client_key",
		"`client_cert` is set without its private key.", "Set `client_key` (or GITLAB_CLIENT_KEY) as well.")
	ClientCertMissing = errorEntry("provider-client-cert-missing", "Missing client_cert",
		"`client_key` is set without its certificate.", "Set `client_cert` (or GITLAB_CLIENT_CERT) as well.")
	ClientCertUnreadable = errorEntry("provider-client-cert-unreadable", clientCertificateInvalid,
		"`{attribute}` is neither PEM text nor the path of a readable file. "+privateKeyNeedsNoShowing,
		"Write the text, which begins with `-----BEGIN`, or the path of a PEM file that the provider can read.")
	ClientCertMismatch = errorEntry("provider-client-cert-mismatch", clientCertificateInvalid,
		"`client_cert` and `client_key` cannot be used together: {reason}.", "Use the private key that belongs to the certificate.")
	VariableNotBoolean = errorEntry("provider-variable-not-boolean", variableInvalid, "{variable} is {value}, but `{attribute}` is a boolean.", "Write `true` or `false`.")
	VariableNotNumber  = errorEntry("provider-variable-not-number", variableInvalid,
		"{variable} is {value}, but `{attribute}` is a whole number from {least} to {most}.", "Write such a number, for example `{example}`.")
	VariableNotHeaders    = errorEntry("provider-variable-not-headers", variableInvalid, "{variable} is not a JSON object with string values.", writeHeadersAsJSON)
	RequestTimeoutInvalid = errorEntry("provider-request-timeout-invalid", "Invalid request_timeout",
		"{source} is {value}, which is not a duration.", "Write a number with a unit (`s`, `m`, `h` or `d`), such as `60s` or `2m`.")
	RequestTimeoutZero = errorEntry("provider-request-timeout-zero", "Invalid request_timeout",
		"{source} is {value}, but the timeout must be greater than 0.", "Write a duration such as `60s`, which is the default.")
	HeaderNameInvalid = errorEntry("provider-header-name-invalid", headerInvalid,
		"{header} is not the name of an HTTP header.", "Use letters, digits and hyphens, as in `X-Proxy-User`.")
	HeaderValueInvalid = errorEntry("provider-header-value-invalid", headerInvalid,
		"The value of the header {header} contains a control character, such as the line break at the end of a file.",
		"Remove this character. In a configuration, the function `trimspace` removes line breaks at both ends.")
	HeaderIsToken = errorEntry("provider-header-is-token", headerInvalid,
		"The header {header} carries an access token.", "Remove the header, and set `token` (or GITLAB_TOKEN) instead.")
	HeaderReserved        = errorEntry("provider-header-reserved", headerInvalid, "The provider sets the header {header} itself.", "Remove the header.")
	HeaderRepeatsRequests = errorEntry("provider-header-repeats-requests", headerInvalid,
		"The header {header} would let the HTTP client repeat requests that create a runner, but GitLab does not detect repeated requests.",
		"Remove this header.")
	HeaderChangesMethod    = errorEntry("provider-header-changes-method", headerInvalid, "The header {header} would change the HTTP method of every request.", "Remove this header.")
	ClientNotCreated       = errorEntry("provider-client-not-created", "Unable to set up client", "The client for GitLab cannot be created: {reason}.", reportBug)
	ProviderDataUnexpected = errorEntry("provider-data-unexpected", "Unexpected provider data", "Expected {expected}, got {got}.", reportBug)
)
