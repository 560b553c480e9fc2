// Package framework has the provider's additions to terraform-plugin-framework,
// which send no requests: types, validators, identities, list results and bounded
// parallelism.
//
//	computed.go      attributes of data sources, and conversions into them
//	duration.go      durations in a configuration: 90m, 720h, 30d
//	each.go          bounded parallelism
//	id.go            IDs in a configuration
//	identity.go      resource identities made of numbers, and imports by number
//	list_ahead.go    works on several items of a list at a time, in order
//	list_results.go  streams the results of a list resource
//	namespace.go     projects and groups, given by ID or by path
//	private.go       private state, and flags in it
//	object_list.go   a list of thousands of objects, without conversions
//	text_set.go      a set of thousands of texts, without pairwise comparison
package framework
