package main

import (
	"context"
	"errors"
	"io"
	"os"
	"os/exec"
	"slices"
	"time"

	"github.com/hashicorp/go-hclog"
	"github.com/hashicorp/go-plugin"
	"google.golang.org/protobuf/types/known/emptypb"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/cmd/bench/usage"
)

// start is the cost of starting a provider.
type start struct {
	// schema is from the start of the process to its schema, the median of many.
	schema time.Duration
	// memory is the resident memory by then, in bytes.
	memory int64
	// size is that of the program, in bytes.
	size int64
}

// startName is its name for the flag -run.
const startName = "start"

// starts is the number of measurements.
const starts = 21

// handshake is Terraform's, see
// https://github.com/hashicorp/terraform/blob/main/docs/plugin-protocol/README.md.
var handshake = plugin.HandshakeConfig{
	MagicCookieKey:   "TF_PLUGIN_MAGIC_COOKIE",
	MagicCookieValue: "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2",
}

// measureStart starts the provider and the floor by turns, and requests their
// schemas as Terraform does.
func (b *bench) measureStart(ctx context.Context) (*[2]start, error) {
	var measured [2]start

	variants := [2]*variant{b.provider, b.floor}
	times := [2][]time.Duration{}

	for range starts {
		for i, v := range variants {
			command := exec.CommandContext(ctx, v.program)

			took, err := untilSchema(ctx, command)
			if err != nil {
				return nil, err
			}

			times[i] = append(times[i], took)
			measured[i].memory = max(measured[i].memory, usage.Of(command.ProcessState).Memory)
		}
	}

	for i, v := range variants {
		file, err := os.Stat(v.program)
		if err != nil {
			return nil, err
		}

		slices.Sort(times[i])
		measured[i].schema, measured[i].size = times[i][starts/2], file.Size()
	}

	return &measured, nil
}

// untilSchema is the time from the start of a provider to the answer with its
// schema. The provider has ended when it returns.
func untilSchema(ctx context.Context, command *exec.Cmd) (time.Duration, error) {
	client := plugin.NewClient(&plugin.ClientConfig{
		HandshakeConfig: handshake, VersionedPlugins: map[int]plugin.PluginSet{6: {}},
		AllowedProtocols: []plugin.Protocol{plugin.ProtocolGRPC}, AutoMTLS: true,
		Cmd: command, Logger: hclog.NewNullLogger(), SyncStdout: io.Discard, SyncStderr: io.Discard,
	})
	defer client.Kill()

	began := time.Now()

	connected, err := client.Client()
	if err != nil {
		return 0, err
	}

	rpc, ok := connected.(*plugin.GRPCClient)
	if !ok {
		return 0, errors.New("the provider does not use gRPC")
	}

	// The request has no members, and those of the response are not decoded.
	err = rpc.Conn.Invoke(ctx, "/tfplugin6.Provider/GetProviderSchema", &emptypb.Empty{}, &emptypb.Empty{})

	return time.Since(began), err
}
