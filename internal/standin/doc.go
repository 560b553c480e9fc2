// Package standin has stand-ins for the providers of others that the documentation
// uses, for tests without their services.
//
//	gitlab.go        GitLab's own provider, which works on an emulator
//	store.go         a provider of a secret store, without a store
//	store_schema.go  the schemas of the secret stores' providers
//	namespace.go     the data source kubernetes_namespace_v1
package standin
