// Package docs holds the written word to the code: every error and warning has
// its place in the guide "Troubleshooting", every link leads somewhere, and the
// paths that the contribution guide names exist. It is tests alone; the
// documentation itself is made of templates and examples.
package docs
