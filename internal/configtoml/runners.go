package configtoml

import (
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

// checkRunners checks what would make a file of valid TOML that GitLab Runner cannot
// use: runners that are not a list of objects, and a token that is null. A missing
// token is not a mistake: another tool can add it to the file.
func checkRunners(config attr.Value) error {
	const place = parameter + ".runners"

	runners := members(config)["runners"]

	switch {
	case runners == nil, runners.IsNull(), runners.IsUnknown():
		return nil
	case isObject(runners), kind(runners) != "a list":
		return tfdiag.FunctionError(tfdiag.TOMLRunnersNotList, tfdiag.Values{"place": place, "kind": kind(runners)})
	}

	all, ok := runners.(list)
	if !ok {
		return nil
	}

	for i, runner := range all.Elements() {
		if is := kind(runner); !runner.IsNull() && is != "" && is != object {
			return tfdiag.FunctionError(tfdiag.TOMLRunnerNotObject, tfdiag.Values{"place": fmt.Sprintf("%s[%d]", place, i), "kind": is})
		}

		if token, found := members(runner)["token"]; found && token.IsNull() {
			return refuse(tfdiag.TOMLTokenNull, fmt.Sprintf("%s[%d].token", place, i))
		}
	}

	return nil
}

// members are the members of an object or a map; nil for anything else.
func members(value attr.Value) map[string]attr.Value {
	switch value := value.(type) {
	case types.Object:
		return value.Attributes()
	case types.Map:
		return value.Elements()
	default:
		return nil
	}
}
