package gitlabapi

import "net/http"

// NewOver is New with something else in the place of the network.
func NewOver(config Config, network http.RoundTripper) (*Client, error) {
	return newClient(config, network)
}
