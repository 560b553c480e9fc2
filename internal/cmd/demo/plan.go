package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"

	tfjson "github.com/hashicorp/terraform-json"
)

// changes are the changes of a plan in its JSON form, one for each resource and
// output, as "update gitlabrunner_runner.team: paused, tag_list". An empty list is
// an empty plan.
func changes(plan string) ([]string, error) {
	var read tfjson.Plan

	if err := json.Unmarshal([]byte(plan), &read); err != nil {
		return nil, fmt.Errorf("the plan cannot be read: %w", err)
	}

	var found []string

	for _, resource := range read.ResourceChanges {
		if text := describe(resource.Change, resource.Address); text != "" {
			found = append(found, text)
		}
	}

	for name, output := range read.OutputChanges {
		if !output.Actions.NoOp() {
			found = append(found, verb(output.Actions)+" output."+name)
		}
	}

	slices.Sort(found)

	return found, nil
}

func describe(change *tfjson.Change, address string) string {
	var verbs []string

	if change.Importing != nil {
		verbs = append(verbs, "import")
	}

	if !change.Actions.NoOp() {
		verbs = append(verbs, verb(change.Actions))
	}

	if len(verbs) == 0 {
		return ""
	}

	text := strings.Join(verbs, " and ") + " " + address
	if change.Actions.Update() {
		text += ": " + strings.Join(changedAttributes(change), ", ")
	}

	return text
}

func verb(actions tfjson.Actions) string {
	if actions.Replace() {
		return "replace"
	}

	var words []string
	for _, action := range actions {
		words = append(words, string(action))
	}

	return strings.Join(words, " and ")
}

// changedAttributes are the attributes with another value, or an unknown one.
func changedAttributes(change *tfjson.Change) []string {
	before, after, unknown := members(change.Before), members(change.After), members(change.AfterUnknown)

	names := make(map[string]any)
	for _, object := range []map[string]any{before, after, unknown} {
		maps.Copy(names, object)
	}

	var changed []string

	for name := range names {
		if !reflect.DeepEqual(before[name], after[name]) || anyTrue(unknown[name]) {
			changed = append(changed, name)
		}
	}

	slices.Sort(changed)

	return changed
}

func members(value any) map[string]any {
	object, _ := value.(map[string]any) // null has no members

	return object
}

// anyTrue searches at any depth: a list may have one unknown element.
func anyTrue(value any) bool {
	switch value := value.(type) {
	case bool:
		return value
	case []any:
		return slices.ContainsFunc(value, anyTrue)
	case map[string]any:
		for _, member := range value {
			if anyTrue(member) {
				return true
			}
		}
	}

	return false
}

// tokensOf are the runners' tokens in a state in its JSON form, by the names of the
// runners.
func tokensOf(state string) (map[string]string, error) {
	var read tfjson.State

	if err := json.Unmarshal([]byte(state), &read); err != nil {
		return nil, fmt.Errorf("the state cannot be read: %w", err)
	}

	if read.Values == nil || read.Values.RootModule == nil {
		return nil, errors.New("the state is empty")
	}

	found := make(map[string]string)

	for _, resource := range read.Values.RootModule.Resources {
		if token, ok := resource.AttributeValues["token"].(string); ok {
			found[resource.Name] = token
		}
	}

	return found, nil
}
