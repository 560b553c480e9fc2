package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	tfjson "github.com/hashicorp/terraform-json"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// describe returns all schemas of a provider.
func describe(ctx context.Context, server tfprotov6.ProviderServer, address string) (*tfjson.ProviderSchemas, error) {
	schemas, err := server.GetProviderSchema(ctx, &tfprotov6.GetProviderSchemaRequest{})
	if err != nil {
		return nil, err
	}

	identities, err := server.GetResourceIdentitySchemas(ctx, &tfprotov6.GetResourceIdentitySchemasRequest{})
	if err != nil {
		return nil, err
	}

	if err := diagnosticErrors(append(schemas.Diagnostics, identities.Diagnostics...)); err != nil {
		return nil, err
	}

	var c converter

	described := &tfjson.ProviderSchema{
		ConfigSchema:             c.schema(schemas.Provider),
		ResourceSchemas:          each(schemas.ResourceSchemas, c.schema),
		DataSourceSchemas:        each(schemas.DataSourceSchemas, c.schema),
		EphemeralResourceSchemas: each(schemas.EphemeralResourceSchemas, c.schema),
		ActionSchemas:            each(schemas.ActionSchemas, c.action),
		Functions:                each(schemas.Functions, c.function),
		ResourceIdentitySchemas:  each(identities.IdentitySchemas, c.identity),
		ListResourceSchemas:      each(schemas.ListResourceSchemas, c.schema),
	}

	return &tfjson.ProviderSchemas{
		FormatVersion: "1.0",
		Schemas:       map[string]*tfjson.ProviderSchema{address: described},
	}, c.err
}

// diagnosticErrors is the errors among diagnostics.
func diagnosticErrors(diagnostics []*tfprotov6.Diagnostic) error {
	var err error

	for _, d := range diagnostics {
		if d.Severity == tfprotov6.DiagnosticSeverityError {
			err = errors.Join(err, fmt.Errorf("%s: %s", d.Summary, d.Detail))
		}
	}

	return err
}

func each[In, Out any](in map[string]In, convert func(In) Out) map[string]Out {
	out := make(map[string]Out, len(in))
	for name, one := range in {
		out[name] = convert(one)
	}

	return out
}

// converter converts the types of the plugin protocol to those of Terraform's JSON.
// It keeps the errors, so that a conversion is one expression.
type converter struct {
	err error
}

func (c *converter) schema(in *tfprotov6.Schema) *tfjson.Schema {
	return &tfjson.Schema{Version: uint64(in.Version), Block: c.block(in.Block)}
}

func (c *converter) action(in *tfprotov6.ActionSchema) *tfjson.ActionSchema {
	return &tfjson.ActionSchema{Block: c.block(in.Schema.Block)}
}

func (c *converter) block(in *tfprotov6.SchemaBlock) *tfjson.SchemaBlock {
	out := &tfjson.SchemaBlock{
		Attributes:      c.attributes(in.Attributes),
		NestedBlocks:    make(map[string]*tfjson.SchemaBlockType, len(in.BlockTypes)),
		Description:     in.Description,
		DescriptionKind: kind(in.DescriptionKind),
		Deprecated:      in.Deprecated,
	}

	for _, nested := range in.BlockTypes {
		out.NestedBlocks[nested.TypeName] = &tfjson.SchemaBlockType{
			NestingMode: nesting(nested.Nesting),
			Block:       c.block(nested.Block),
			MinItems:    uint64(nested.MinItems),
			MaxItems:    uint64(nested.MaxItems),
		}
	}

	return out
}

func (c *converter) attributes(in []*tfprotov6.SchemaAttribute) map[string]*tfjson.SchemaAttribute {
	out := make(map[string]*tfjson.SchemaAttribute, len(in))
	for _, attribute := range in {
		out[attribute.Name] = c.attribute(attribute)
	}

	return out
}

func (c *converter) attribute(in *tfprotov6.SchemaAttribute) *tfjson.SchemaAttribute {
	out := &tfjson.SchemaAttribute{
		Description:     in.Description,
		DescriptionKind: kind(in.DescriptionKind),
		Deprecated:      in.Deprecated,
		Required:        in.Required,
		Optional:        in.Optional,
		Computed:        in.Computed,
		Sensitive:       in.Sensitive,
		WriteOnly:       in.WriteOnly,
	}

	if in.NestedType == nil {
		c.convertType(in.Type, &out.AttributeType)

		return out
	}

	out.AttributeNestedType = &tfjson.SchemaNestedAttributeType{
		Attributes:  c.attributes(in.NestedType.Attributes),
		NestingMode: nesting(in.NestedType.Nesting),
	}

	return out
}

func (c *converter) function(in *tfprotov6.Function) *tfjson.FunctionSignature {
	out := &tfjson.FunctionSignature{
		Description:        in.Description,
		Summary:            in.Summary,
		DeprecationMessage: in.DeprecationMessage,
	}

	c.convertType(in.Return.Type, &out.ReturnType)

	for _, parameter := range in.Parameters {
		out.Parameters = append(out.Parameters, c.parameter(parameter))
	}

	if in.VariadicParameter != nil {
		out.VariadicParameter = c.parameter(in.VariadicParameter)
	}

	return out
}

func (c *converter) parameter(in *tfprotov6.FunctionParameter) *tfjson.FunctionParameter {
	out := &tfjson.FunctionParameter{
		Name:        in.Name,
		Description: in.Description,
		IsNullable:  in.AllowNullValue,
	}

	c.convertType(in.Type, &out.Type)

	return out
}

func (c *converter) identity(in *tfprotov6.ResourceIdentitySchema) *tfjson.IdentitySchema {
	out := &tfjson.IdentitySchema{
		Version:    uint64(in.Version),
		Attributes: make(map[string]*tfjson.IdentityAttribute, len(in.IdentityAttributes)),
	}

	for _, attribute := range in.IdentityAttributes {
		converted := &tfjson.IdentityAttribute{
			Description:       attribute.Description,
			RequiredForImport: attribute.RequiredForImport,
			OptionalForImport: attribute.OptionalForImport,
		}

		c.convertType(attribute.Type, &converted.IdentityType)

		out.Attributes[attribute.Name] = converted
	}

	return out
}

// convertType converts through JSON, the common form of both types.
func (c *converter) convertType(in tftypes.Type, out json.Unmarshaler) {
	encoded, err := json.Marshal(in)
	if err == nil {
		err = out.UnmarshalJSON(encoded)
	}

	c.err = errors.Join(c.err, err)
}

func kind(in tfprotov6.StringKind) tfjson.SchemaDescriptionKind {
	return tfjson.SchemaDescriptionKind(strings.ToLower(in.String()))
}

func nesting(in fmt.Stringer) tfjson.SchemaNestingMode {
	return tfjson.SchemaNestingMode(strings.ToLower(in.String()))
}
