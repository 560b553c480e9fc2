// Package providerdata has what the objects of one configured provider share: the
// client, the warnings of this run, the answers about the instance, and the rule
// for the owner of a runner. Data exists as long as the provider instance:
// Terraform and OpenTofu keep one provider process per provider configuration and
// walk, and a test run keeps many instances in one process.
package providerdata
