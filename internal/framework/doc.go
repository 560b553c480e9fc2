// Package framework has the provider's additions to terraform-plugin-framework,
// which send no requests: types, validators, identities, list results and bounded
// parallelism.
package framework
