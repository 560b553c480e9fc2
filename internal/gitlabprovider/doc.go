// Package gitlabprovider reads states that GitLab's own provider, gitlabhq/gitlab,
// has written, so that its resources can be moved here. Which attributes there
// are, and what becomes of them, is for the resources to say.
//
//	mover.go  whose state it is, and what is no concern of ours
//	state.go  its attributes, one by one
//
// A state may be of any version of that provider, older or newer than what we
// know: an attribute that nobody asks for is ignored, one that is absent is
// null, and only one that is there in another form is an error, which names it
// and never shows it.
//
// Upstream: https://registry.terraform.io/providers/gitlabhq/gitlab/latest/docs
package gitlabprovider
