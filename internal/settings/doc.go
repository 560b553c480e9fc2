// Package settings is the part of a runner that a configuration decides:
// description, paused, locked, run_untagged, tag_list, access_level,
// maximum_timeout and maintenance_note. Every resource that makes a runner has
// them, with the same attributes, defaults, limits and conversions.
//
// A setting that is left out means GitLab's default, and a value that differs
// from it is drift. Text that is empty and text that is absent are the same
// setting, since GitLab keeps null for a note that was never written and "" for
// one that was cleared.
//
//	description.go  one sentence per attribute
//	attribute.go    the schema
//	limit.go        what the attributes must not be
//	same_json.go    text that is another spelling of the same JSON
//	model.go        to and from the wire
//
// Upstream: https://docs.gitlab.com/api/runners/#update-runner-details
package settings
