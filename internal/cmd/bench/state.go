package main

import (
	"bytes"
	"encoding/json"
	"fmt"
)

// state is a state of Terraform, version 4, with the members that matter here.
type state struct {
	Version          int             `json:"version"`
	TerraformVersion string          `json:"terraform_version"`
	Serial           int             `json:"serial"`
	Lineage          string          `json:"lineage"`
	Outputs          json.RawMessage `json:"outputs"`
	Resources        []stateResource `json:"resources"`
}

type stateResource struct {
	Mode      string          `json:"mode"`
	Type      string          `json:"type"`
	Name      string          `json:"name"`
	Provider  string          `json:"provider"`
	Instances []stateInstance `json:"instances"`
}

type stateInstance struct {
	IndexKey            int             `json:"index_key"`
	SchemaVersion       int             `json:"schema_version"`
	Attributes          members         `json:"attributes"`
	SensitiveAttributes json.RawMessage `json:"sensitive_attributes,omitempty"`
	IdentityVersion     int             `json:"identity_schema_version"`
	Identity            members         `json:"identity,omitempty"`
	Private             string          `json:"private,omitempty"`
}

type members map[string]any

// copyWith is a copy of an instance with another index, and other attributes, in
// the identity as well.
func (s stateInstance) copyWith(index int, others members) stateInstance {
	another := s
	another.IndexKey = index
	another.Attributes = s.Attributes.with(others)
	another.Identity = s.Identity.with(others)

	return another
}

func (m members) with(others members) members {
	if m == nil {
		return nil
	}

	all := make(members, len(m))

	for name, value := range m {
		all[name] = value
		if other, changes := others[name]; changes {
			all[name] = other
		}
	}

	return all
}

// growth is the number of instances of each resource, by its address, and how an
// instance differs from the first.
type growth map[string]struct {
	size   int
	differ func(first members, index int) members
}

// grow adds instances to a state with one instance of each resource, as an apply
// would. A real apply of thousands takes Terraform alone many minutes.
func (g growth) grow(text []byte) ([]byte, error) {
	var one state

	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()

	if err := decoder.Decode(&one); err != nil {
		return nil, fmt.Errorf("reading the state: %w", err)
	}

	for i := range one.Resources {
		resource := &one.Resources[i]

		address := resource.Type + "." + resource.Name

		more, known := g[address]
		if !known || len(resource.Instances) != 1 {
			return nil, fmt.Errorf("the state has %d of %s, and there is no growth for it", len(resource.Instances), address)
		}

		first := resource.Instances[0]
		for index := 1; index < more.size; index++ {
			resource.Instances = append(resource.Instances, first.copyWith(index, more.differ(first.Attributes, index)))
		}
	}

	return json.Marshal(one)
}
