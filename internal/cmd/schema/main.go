// Command schema prints the provider's own schema in the format of
// "terraform providers schema -json". It calls the provider in process, so that
// the documentation can be generated without a Terraform.
package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"

	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/provider"
)

func main() {
	address := flag.String("address", provider.Address,
		"the provider's name in the output")

	flag.Parse()

	server := providerserver.NewProtocol6(provider.New("dev")())()
	if err := run(context.Background(), server, *address, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "schema:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, server tfprotov6.ProviderServer, address string, out io.Writer) error {
	schemas, err := describe(ctx, server, address)
	if err != nil {
		return err
	}

	return json.NewEncoder(out).Encode(schemas)
}
