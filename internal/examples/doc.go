// Package examples tests the examples that are more than one configuration: the
// pipelines and the fleets. It is tests alone.
package examples
