package standin

import "github.com/hashicorp/terraform-plugin-framework/resource/schema"

// machineSchemas are the schemas of what the fleets consist of besides their store,
// from the source and the documentation of each provider: all arguments that the
// fleets set and the attributes that they read. Other arguments are left out.
var machineSchemas = map[string]schema.Schema{
	"aws_autoscaling_group": object(`id:c arn:c name:oc name_prefix:ocf min_size:r:number max_size:r:number
		desired_capacity:oc:number vpc_zone_identifier:oc:set`, blocks{
		"launch_template":  list(object(`id:oc name:oc version:o`, nil)),
		"instance_refresh": list(object(`strategy:r triggers:o:set`, blocks{"preferences": list(object(`min_healthy_percentage:o:number`, nil))})),
		"tag":              set(object(`key:r value:r propagate_at_launch:r:bool`, nil)),
	}),
	"aws_iam_instance_profile": object(`id:c arn:c name:ocf name_prefix:ocf role:o`, nil),
	"aws_iam_role":             object(`id:c arn:c name:ocf name_prefix:ocf assume_role_policy:r`, nil),
	"aws_iam_role_policy":      object(`id:c name:ocf role:rf policy:r`, nil),
	"aws_launch_template": object(`id:c arn:c name:ocf name_prefix:ocf image_id:o instance_type:o latest_version:v:number user_data:o
		vpc_security_group_ids:o:set`, blocks{
		"iam_instance_profile":  list(object(`arn:o name:o`, nil)),
		"metadata_options":      list(object(`http_tokens:oc http_put_response_hop_limit:oc:number`, nil)),
		"block_device_mappings": list(object(`device_name:r`, blocks{"ebs": list(object(`volume_size:oc:number encrypted:o`, nil))})),
	}),
	"azurerm_linux_virtual_machine_scale_set": object(`id:c unique_id:c name:rf resource_group_name:rf location:rf sku:r instances:o:number
		admin_username:rf custom_data:o`, blocks{
		"admin_ssh_key":          set(object(`username:r public_key:r`, nil)),
		"source_image_reference": list(object(`publisher:rf offer:rf sku:r version:r`, nil)),
		"os_disk":                list(object(`caching:r storage_account_type:rf`, nil)),
		"network_interface": list(object(`name:rf primary:o:bool`, blocks{
			"ip_configuration": list(object(`name:r primary:o:bool subnet_id:o`, nil)),
		})),
		"identity": list(object(`type:r identity_ids:o:set principal_id:c tenant_id:c`, nil)),
	}),
	"azurerm_role_assignment":        object(`id:c name:ocf scope:rf role_definition_name:ocf principal_id:rf`, nil),
	"azurerm_user_assigned_identity": object(`id:c client_id:c principal_id:c tenant_id:c name:rf resource_group_name:rf location:rf`, nil),

	"google_compute_instance_group_manager": object(`id:c instance_group:c name:rf base_instance_name:r zone:ocf target_size:oc:number`, blocks{
		"version":       list(object(`name:o instance_template:r`, nil)),
		"update_policy": list(object(`type:r minimal_action:r max_surge_fixed:oc:number max_unavailable_fixed:oc:number`, nil)),
	}),
	"google_compute_instance_template": object(`id:c self_link:c self_link_unique:c name:ocf name_prefix:ocf machine_type:rf metadata:of:map`, blocks{
		"disk":              list(object(`source_image:ocf disk_size_gb:ocf:number`, nil)),
		"network_interface": list(object(`subnetwork:ocf`, nil)),
		"service_account":   list(object(`email:ocf scopes:rf:set`, nil)),
	}),
	"google_secret_manager_secret_iam_member": object(`id:c etag:c project:ocf secret_id:rf role:rf member:rf`, nil),
	"google_service_account":                  object(`id:c email:c name:c unique_id:c account_id:rf project:ocf`, nil),

	"helm_release": object(`id:c status:c name:rf repository:o chart:r version:oc namespace:of values:o:list`, nil),
}
