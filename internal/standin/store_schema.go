package standin

import "github.com/hashicorp/terraform-plugin-framework/resource/schema"

// storeSchemas are the schemas of the resources, with the arguments and attributes
// as each provider documents them. Timeouts, and nested blocks that the
// documentation does not use, are left out.
var storeSchemas = map[string]schema.Schema{
	"aws_kms_key": {Attributes: attributes(`region:oc arn:c bypass_policy_lockout_safety_check:o:bool custom_key_store_id:o
		customer_master_key_spec:o deletion_window_in_days:o:number description:oc enable_key_rotation:oc:bool id:c
		is_enabled:o:bool key_id:c key_usage:o multi_region:oc:bool policy:oc rotation_period_in_days:oc:number tags:o:map
		tags_all:oc:map xks_key_id:o`)},
	"aws_secretsmanager_secret": {Attributes: attributes(`region:oc arn:c description:o force_overwrite_replica_secret:o:bool
		id:c kms_key_id:o name:ocf name_prefix:ocf policy:oc recovery_window_in_days:o:number tags:o:map tags_all:oc:map`)},
	"aws_secretsmanager_secret_version": {Attributes: attributes(`region:oc arn:c has_secret_string_wo:c:bool id:c secret_id:rf
		secret_binary:o secret_string:o secret_string_wo:w secret_string_wo_version:of:number version_id:c
		version_stages:oc:set`)},
	"aws_ssm_parameter": {Attributes: attributes(`region:oc allowed_pattern:o arn:oc data_type:oc description:o
		has_value_wo:c:bool id:c insecure_value:oc key_id:oc name:rf overwrite:o:bool tags:o:map tags_all:oc:map tier:oc type:r
		value:oc value_wo:w value_wo_version:o:number version:c:number`)},
	"azurerm_key_vault": {Attributes: attributes(`name:r resource_group_name:r location:r tenant_id:r sku_name:r
		enabled_for_deployment:o:bool enabled_for_disk_encryption:o:bool enabled_for_template_deployment:o:bool id:c
		public_network_access_enabled:o:bool purge_protection_enabled:o:bool rbac_authorization_enabled:oc:bool
		soft_delete_retention_days:o:number tags:o:map vault_uri:c`)},
	"azurerm_key_vault_secret": {Attributes: attributes(`name:rf key_vault_id:rf value:o value_wo:w value_wo_version:o:number
		content_type:o not_before_date:o expiration_date:o tags:o:map id:c version:c versionless_id:c resource_id:c
		resource_versionless_id:c`)},
	"google_secret_manager_secret": {
		Attributes: attributes(`secret_id:rf annotations:o:map create_time:c deletion_protection:o:bool effective_annotations:c:map
			effective_labels:c:map expire_time:oc id:c labels:o:map name:c project:oc tags:o:map terraform_labels:c:map ttl:o
			version_aliases:o:map version_destroy_ttl:o`),
		Blocks: map[string]schema.Block{"replication": block(nil, map[string]schema.Block{
			"auto": block(nil, map[string]schema.Block{"customer_managed_encryption": block(attributes(`kms_key_name:r`), nil)}),
		})},
	},
	"google_secret_manager_secret_version": {Attributes: attributes(`secret:rf secret_data:o secret_data_wo:w
		secret_data_wo_version:o:number is_secret_data_base64:o:bool enabled:o:bool deletion_policy:o create_time:c destroy_time:c
		id:c name:c version:c`)},
	"kubernetes_secret_v1": {
		Attributes: attributes(`binary_data:o:map binary_data_wo:w:map binary_data_wo_revision:o:number data:oc:map data_wo:w:map
			data_wo_revision:o:number id:c immutable:o:bool type:o wait_for_service_account_token:o:bool`),
		Blocks: map[string]schema.Block{"metadata": block(attributes(`annotations:o:map generate_name:of generation:c:number
			labels:o:map name:ocf namespace:of resource_version:c uid:c`), nil)},
	},
	"vault_mount": {Attributes: attributes(`path:r type:r accessor:c allowed_managed_keys:o:set
		default_lease_ttl_seconds:oc:number description:o external_entropy_access:o:bool id:c identity_token_key:o
		listing_visibility:o local:o:bool max_lease_ttl_seconds:oc:number namespace:o options:o:map plugin_version:o
		seal_wrap:oc:bool`)},
	"vault_kv_secret_v2": {Attributes: attributes(`mount:rf name:rf cas:o:number data:c:map data_json:o data_json_wo:w
		data_json_wo_version:o:number delete_all_versions:o:bool disable_read:o:bool id:c metadata:c:map namespace:o
		options:o:map path:c`)},
}
