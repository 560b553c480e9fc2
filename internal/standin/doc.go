// Package standin has stand-ins for the providers of others that the documentation
// uses, for tests without their services.
//
//	gitlab.go        GitLab's own provider, which works on an emulator
//	store.go         a provider of a secret store, without a store
//	machine.go       what fleets of machines consist of besides the store
//	store_schema.go  the schemas of the secret stores' providers;
//	                 machine_schema.go of the machines, schema.go how they are written
//	namespace.go     the data source kubernetes_namespace_v1
package standin
