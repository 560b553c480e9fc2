package provider

import (
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

// frameworkServer is everything that the framework's server implements. The
// protocol package asks a server for each of these interfaces.
type frameworkServer interface {
	tfprotov6.ProviderServer
	tfprotov6.ListResourceServer
	tfprotov6.ActionServer
	tfprotov6.StateStoreServer
}

// server is the server that Terraform calls: the framework's, with the changes in
// server_call.go, server_action.go and server_stop.go.
type server struct {
	frameworkServer

	invocations *invocations
}

// NewServer returns the constructor of the provider as a server.
func NewServer(provider func() provider.Provider) func() tfprotov6.ProviderServer {
	return func() tfprotov6.ProviderServer {
		framework := providerserver.NewProtocol6(provider())()

		// This fails only with a release of the framework that implements less. The
		// provider must not start then, because it would invoke actions that are not
		// validated.
		complete, ok := framework.(frameworkServer)
		if !ok {
			panic(fmt.Sprintf("%T does not implement every interface of the protocol", framework))
		}

		return server{complete, new(invocations)}
	}
}
