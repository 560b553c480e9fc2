// Package minted is what is known of a runner's token: the token itself while
// it is kept, when it was minted, when it expires, and when it will be rotated.
// Every resource with a token has these attributes, and rotates by them.
//
//	attribute.go  the schema
//	model.go      the attributes, and what minting makes of them
//	plan.go       what a plan says of them
//	note.go       the moment that a refresh notes, in private state
//	shared.go     the warning for a token that several machines share
package minted
