// Package standin has stand-ins for the providers of others that the documentation
// uses, for tests without their services.
package standin
