// Package docs compares the documentation with the code: the guide
// "Troubleshooting" explains every error and warning, every link leads somewhere,
// the paths and identifiers that the pages for contributors name exist, and a reader
// can follow every guide in an empty folder. It contains tests alone; the
// documentation itself is made of templates and examples.
package docs
