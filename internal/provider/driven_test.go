package provider_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/clock"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/provider"
)

// driven is the provider, called as Terraform calls it.
type driven struct {
	tfprotov6.ProviderServer

	schemas *tfprotov6.GetProviderSchemaResponse
}

const runnerType = "gitlabrunner_runner"

func drive(t testing.TB, url string) driven {
	t.Helper()

	environment := map[string]string{"GITLAB_BASE_URL": url, "GITLAB_TOKEN": "glpat-x"}
	surroundings := provider.Surroundings{Clock: clock.System{}, Getenv: func(name string) string { return environment[name] }}
	server := provider.NewServer(provider.NewIn(surroundings, "test"))()

	schemas, err := server.GetProviderSchema(t.Context(), &tfprotov6.GetProviderSchemaRequest{})
	if err != nil {
		t.Fatal(err)
	}

	config := value(t, schemas.Provider.ValueType(), nil)

	configured, err := server.ConfigureProvider(t.Context(), &tfprotov6.ConfigureProviderRequest{Config: config})
	if err != nil || len(acctest.Errors(configured.Diagnostics)) > 0 {
		t.Fatal(err, configured)
	}

	return driven{server, schemas}
}

// value is an object with these members; the others are null.
func value(t testing.TB, kind tftypes.Type, members map[string]any) *tfprotov6.DynamicValue {
	t.Helper()

	object, ok := kind.(tftypes.Object)
	if !ok {
		t.Fatalf("%s is no object", kind)
	}

	values := make(map[string]tftypes.Value)
	for name, kind := range object.AttributeTypes {
		values[name] = tftypes.NewValue(kind, members[name])
	}

	encoded, err := tfprotov6.NewDynamicValue(kind, tftypes.NewValue(kind, values))
	if err != nil {
		t.Fatal(err)
	}

	return &encoded
}

func (d driven) runner(t testing.TB, id int64) *tfprotov6.DynamicValue {
	t.Helper()

	text := func(texts ...string) (values []tftypes.Value) {
		for _, text := range texts {
			values = append(values, tftypes.NewValue(tftypes.String, text))
		}

		return values
	}

	return value(t, d.schemas.ResourceSchemas[runnerType].ValueType(), map[string]any{
		"id": id, "runner_type": "instance_type", "description": "runner of the fleet", "tag_list": text("docker", "linux"),
		"paused": false, "locked": false, "run_untagged": true, "access_level": "not_protected", "maintenance_note": "",
		"store_token": true, "verify_on_refresh": false, "token": "glrt-x", "token_version": 1, "token_issued_at": "2030-01-02T03:04:05Z",
	})
}
