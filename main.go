// The provider as a program that Terraform and OpenTofu start.
package main

import (
	"context"
	"flag"
	"log"
	"os"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6/tf6server"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/clock"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/provider"
)

// version is set by the release.
var version = "dev"

func main() {
	debug := flag.Bool("debug", false, "wait for a debugger: print the environment that Terraform needs to find this process")
	flag.Parse()

	tuneGC(os.Getenv)

	var options []tf6server.ServeOpt

	if *debug {
		options = append(options, tf6server.WithManagedDebug())
	} else if err := limitLogLevel(os.Getenv, os.Setenv); err != nil {
		log.Fatal(err)
	}

	ignoreTermination()

	if !*debug {
		// Read before the provider serves: Terraform may end at any time from then on.
		first := os.Getppid()

		go func() {
			waitForParent(context.Background(), clock.System{}, first, os.Getppid)
			os.Exit(1)
		}()
	}

	if err := tf6server.Serve(provider.Address, provider.NewServer(provider.New(version)), options...); err != nil {
		log.Fatal(err)
	}
}
