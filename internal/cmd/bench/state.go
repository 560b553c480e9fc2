package main

import (
	"bytes"
	"encoding/json"
	"fmt"
)

// state is Terraform's, of version 4, as far as it matters here.
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

// like is a copy of an instance, as another one of its resource: with other
// attributes, in the identity as well.
func (s stateInstance) like(index int, others members) stateInstance {
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

// growth says how many instances a resource shall have, by its address, and what
// tells one from the first.
type growth map[string]struct {
	size   int
	differ func(first members, index int) members
}

// grow makes a state with one instance of each resource into one with many, as
// an apply would have left it. A real apply of thousands takes Terraform itself
// many minutes, whatever the provider does.
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
			return nil, fmt.Errorf("the state has %d of %s, and it is not known how to make more of them", len(resource.Instances), address)
		}

		first := resource.Instances[0]
		for index := 1; index < more.size; index++ {
			resource.Instances = append(resource.Instances, first.like(index, more.differ(first.Attributes, index)))
		}
	}

	return json.Marshal(one)
}
