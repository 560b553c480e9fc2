// Command provider is the provider of package floor. It runs with the settings of
// the real provider for the log and the garbage collector.
package main

import (
	"log"
	"os"
	"path/filepath"
	"runtime/debug"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6/tf6server"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/cmd/bench/floor"
)

func main() {
	if err := run(); err != nil {
		log.Fatal(err)
	}
}

func run() error {
	debug.SetGCPercent(400)
	debug.SetMemoryLimit(160 << 20)

	for _, variable := range []string{"TF_LOG_SDK", "TF_LOG_SDK_FRAMEWORK", "TF_LOG_SDK_PROTO"} {
		if err := os.Setenv(variable, "OFF"); err != nil {
			return err
		}
	}

	program, err := os.Executable()
	if err != nil {
		return err
	}

	schemas, err := floor.Read(filepath.Join(filepath.Dir(program), floor.File))
	if err != nil {
		return err
	}

	return tf6server.Serve("registry.terraform.io/gitlabrunner/gitlabrunner", floor.NewServer(schemas))
}
