package provider

import (
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

// complete is all that the framework serves: the protocol package asks a server
// for each of them.
type complete interface {
	tfprotov6.ProviderServer
	tfprotov6.ListResourceServer
	tfprotov6.ActionServer
	tfprotov6.StateStoreServer
}

// server is the provider as Terraform calls it: the framework's server, with two
// things of our own, in server_call.go and server_action.go. Whatever else the
// framework serves is served as it is.
type server struct{ complete }

// NewServer returns the constructor of the provider as a server.
func NewServer(provider func() provider.Provider) func() tfprotov6.ProviderServer {
	return func() tfprotov6.ProviderServer {
		framework := providerserver.NewProtocol6(provider())()

		// Only another release of the framework could serve less. To go on without
		// what is our own would be to invoke actions that were never validated.
		all, ok := framework.(complete)
		if !ok {
			panic(fmt.Sprintf("the framework's %T does not serve all that it did", framework))
		}

		return server{all}
	}
}
